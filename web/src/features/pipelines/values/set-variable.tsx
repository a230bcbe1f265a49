import { Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { VariableResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { FormDialog } from '../../../shared/ui/form-dialog.js';
import { useSetSharedVariable, useSetVariable } from '../api/values.js';

/** A new value on top of the one that is shown: where somebody was faster, the dialog says so. */
export function SetVariable({ variable, onClose }: { variable: VariableResponse; onClose: () => void }) {
  const org = useOrg();
  const [set, setShared] = [useSetVariable(), useSetSharedVariable()];
  const form = useForm({ initialValues: { value: variable.value } });
  const submit = form.onSubmit(({ value }) => {
    const body = { value, basedOn: variable.version };
    const after = { onSuccess: onClose };
    if (variable.level === 'project') set.mutate({ path: { org, variableId: variable.id }, body }, after);
    else setShared.mutate({ path: { org, organizationVariableId: variable.id }, body }, after);
  });
  return (
    <FormDialog
      title={`New value of ${variable.name}`}
      onClose={onClose}
      onSubmit={submit}
      submitLabel="Set value"
      isPending={set.isPending || setShared.isPending}
      isBlocked={!form.isDirty()}
      error={set.error ?? setShared.error}
    >
      <Textarea label="Value" autosize maxRows={12} data-autofocus {...form.getInputProps('value')} />
      <p>Runs that have begun go on with version {variable.version}, and so does what repeats them.</p>
    </FormDialog>
  );
}
