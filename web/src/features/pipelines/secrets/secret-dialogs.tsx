import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { PipelineSecretResponse } from '../../../shared/api/generated/types.gen.js';
import { fieldErrors } from '../../../shared/api/problem-error.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog.js';
import { FormDialog } from '../../../shared/ui/form-dialog.js';
import { useCreateSecret, useDeleteSecret, useSetSecret } from '../api/secrets.js';

const VALUE = { label: 'Value', description: 'It goes in and is never shown again', required: true, autosize: true };

export function NewSecret({ projects, onClose }: { projects: ReadonlyMap<string, string>; onClose: () => void }) {
  const org = useOrg();
  const create = useCreateSecret();
  const [first = ''] = projects.keys();
  const form = useForm({ initialValues: { projectId: first, name: '', value: '' } });
  const submit = form.onSubmit((body) =>
    create.mutate(
      { path: { org }, body },
      { onSuccess: onClose, onError: (error) => form.setErrors(fieldErrors(error)) },
    ),
  );
  return (
    <FormDialog
      title="Add a secret"
      onClose={onClose}
      onSubmit={submit}
      submitLabel="Add secret"
      isPending={create.isPending}
      error={create.error}
    >
      <NativeSelect
        label="Project"
        data={[...projects].map(([value, label]) => ({ value, label }))}
        {...form.getInputProps('projectId')}
      />
      <TextInput label="Name" placeholder="REGISTRY_TOKEN" required data-autofocus {...form.getInputProps('name')} />
      <Textarea {...VALUE} {...form.getInputProps('value')} />
    </FormDialog>
  );
}

type Props = { secret: PipelineSecretResponse; onClose: () => void };

export function SetSecret({ secret, onClose }: Props) {
  const org = useOrg();
  const set = useSetSecret();
  const form = useForm({ initialValues: { value: '' } });
  const submit = form.onSubmit((body) =>
    set.mutate({ path: { org, pipelineSecretId: secret.id }, body }, { onSuccess: onClose }),
  );
  return (
    <FormDialog
      title={`New value of ${secret.name}`}
      onClose={onClose}
      onSubmit={submit}
      submitLabel="Set value"
      isPending={set.isPending}
      error={set.error}
    >
      <Textarea {...VALUE} data-autofocus {...form.getInputProps('value')} />
      <p>Runs that have begun go on with version {secret.version}.</p>
    </FormDialog>
  );
}

export function DeleteSecret({ secret, onClose }: Props) {
  const org = useOrg();
  const remove = useDeleteSecret();
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      onConfirm={() => remove.mutate({ path: { org, pipelineSecretId: secret.id } }, { onSuccess: onClose })}
      title={`Delete ${secret.name}?`}
      confirmLabel="Delete secret"
      notUndone={['Every version of its value is erased']}
      isDangerous
      isPending={remove.isPending}
      error={remove.error}
    >
      Pipeline files that name it are blocked from now on, and steps that still need it end in error.
    </ConfirmDialog>
  );
}
