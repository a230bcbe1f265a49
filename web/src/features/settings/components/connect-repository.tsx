import { Button, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useNavigate } from '@tanstack/react-router';
import type { RepositoryCreatedResponse } from '../../../shared/api/generated/types.gen.js';
import { fieldErrors } from '../../../shared/api/problem-error.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { FormDialog } from '../../../shared/ui/form-dialog.js';
import { useProjects } from '../api/projects.js';
import { useCreateRepository } from '../api/repositories.js';
import { WebhookSecret } from './webhook-secret.js';

/** Connects a repository, then shows what to enter at the git server: the address and, once, the secret. */
export function ConnectRepository({ onClose }: { onClose: () => void }) {
  const org = useOrg();
  const projects = useProjects(org).data?.items ?? [];
  const create = useCreateRepository();
  const form = useForm({ initialValues: { projectId: '', name: '', cloneUrl: '', defaultBranch: 'main' } });
  const projectId = form.values.projectId || projects[0]?.id || '';
  const submit = form.onSubmit((values) =>
    create.mutate(
      { path: { org }, body: { ...values, projectId } },
      { onError: (error) => form.setErrors(fieldErrors(error)) },
    ),
  );
  if (create.data) return <Connected created={create.data} onClose={onClose} />;
  return (
    <FormDialog
      title="Connect a repository"
      onClose={onClose}
      onSubmit={submit}
      submitLabel="Connect"
      isPending={create.isPending}
      error={create.error}
    >
      <TextInput label="Name" required data-autofocus {...form.getInputProps('name')} />
      <NativeSelect
        label="Project"
        required
        data={projects.map(({ id, name }) => ({ value: id, label: name }))}
        description={projects.length === 0 ? 'Create a project first, under Projects.' : undefined}
        {...form.getInputProps('projectId')}
        value={projectId}
      />
      <TextInput
        label="Clone address"
        placeholder="https://git.example.com/shop/checkout.git"
        required
        {...form.getInputProps('cloneUrl')}
      />
      <TextInput label="Default branch" required {...form.getInputProps('defaultBranch')} />
    </FormDialog>
  );
}

function Connected({ created, onClose }: { created: RepositoryCreatedResponse; onClose: () => void }) {
  const org = useOrg();
  const navigate = useNavigate();
  const { repository, webhookSecret } = created;
  const open = () =>
    void navigate({ to: '/$org/settings/repositories/$repositoryId', params: { org, repositoryId: repository.id } });
  return (
    <Modal opened onClose={onClose} title={`${repository.name} is connected`} size="lg">
      <Stack>
        <Text>
          Add a web hook for pushes at your git server with these two values. Then add a branch rule: without one, no
          push starts a run.
        </Text>
        <WebhookSecret url={repository.webhookUrl} secret={webhookSecret} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Later
          </Button>
          <Button onClick={open}>Add a branch rule</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
