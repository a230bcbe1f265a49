import { Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { PipelineSecretResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { FormDialog } from '../../../shared/ui/form-dialog.js';
import { useSetSecret, useSetSharedSecret } from '../api/values.js';

export function SetSecret({ secret, onClose }: { secret: PipelineSecretResponse; onClose: () => void }) {
  const org = useOrg();
  const [set, setShared] = [useSetSecret(), useSetSharedSecret()];
  const form = useForm({ initialValues: { value: '' } });
  const submit = form.onSubmit((body) => {
    const after = { onSuccess: onClose };
    if (secret.level === 'project') set.mutate({ path: { org, pipelineSecretId: secret.id }, body }, after);
    else setShared.mutate({ path: { org, organizationSecretId: secret.id }, body }, after);
  });
  return (
    <FormDialog
      title={`New value of ${secret.name}`}
      onClose={onClose}
      onSubmit={submit}
      submitLabel="Set value"
      isPending={set.isPending || setShared.isPending}
      error={set.error ?? setShared.error}
    >
      <Textarea
        label="Value"
        description="It goes in and is never shown again"
        required
        autosize
        maxRows={12}
        data-autofocus
        {...form.getInputProps('value')}
      />
      <p>Runs that have begun go on with version {secret.version}.</p>
    </FormDialog>
  );
}
