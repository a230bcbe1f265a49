import { MultiSelect, Switch } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { PipelineSecretResponse } from '../../../shared/api/generated/types.gen.js';
import { fieldErrors } from '../../../shared/api/problem-error.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { FormDialog } from '../../../shared/ui/form-dialog.js';
import { useRestrictSecret } from '../api/values.js';
import type { ProjectNames } from '../model/named-value.js';

type Props = { secret: PipelineSecretResponse; projects: ProjectNames; onClose: () => void };

/** Which projects have a secret of the organization. */
export function RestrictSecret({ secret, projects, onClose }: Props) {
  const org = useOrg();
  const restrict = useRestrictSecret();
  const form = useForm({ initialValues: { isForAll: secret.projectIds === null, kept: secret.projectIds ?? [] } });
  const submit = form.onSubmit(({ isForAll, kept }) =>
    restrict.mutate(
      { path: { org, organizationSecretId: secret.id }, body: { projectIds: isForAll ? null : kept } },
      { onSuccess: onClose, onError: (error) => form.setErrors(fieldErrors(error)) },
    ),
  );
  return (
    <FormDialog
      title={`Which projects have ${secret.name}`}
      onClose={onClose}
      onSubmit={submit}
      submitLabel="Save"
      isPending={restrict.isPending}
      error={restrict.error}
    >
      <Switch label="All projects, those to come too" {...form.getInputProps('isForAll', { type: 'checkbox' })} />
      {!form.values.isForAll && (
        <MultiSelect
          label="Only for"
          description="Pipelines of no other project have it"
          data={[...projects].map(([value, label]) => ({ value, label }))}
          searchable
          {...form.getInputProps('kept')}
        />
      )}
      <p>Runs that have begun keep what they were made with.</p>
    </FormDialog>
  );
}
