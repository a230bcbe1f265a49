import { NativeSelect, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useOrg } from '../../../shared/lib/use-org.js';
import { fieldErrors } from '../../../shared/api/problem-error.js';
import { slugFrom } from '../../../shared/lib/slug.js';
import { FormDialog } from '../../../shared/ui/form-dialog.js';
import { useCreateService } from '../api/delivery.js';
import { useProjects } from '../api/projects.js';
import { parseCommand } from '../model/command.js';

/** A new service: what starts it, and the path that says it is well. */
export function CreateService({ onClose }: { onClose: () => void }) {
  const org = useOrg();
  const projects = useProjects(org).data?.items ?? [];
  const create = useCreateService();
  const form = useForm({ initialValues: { name: '', projectId: '', command: '', healthPath: '/healthz' } });
  const projectId = form.values.projectId || projects[0]?.id || '';
  const submit = form.onSubmit(({ name, command, healthPath }) =>
    create.mutate(
      {
        path: { org },
        body: { projectId, name, slug: slugFrom(name), run: { command: parseCommand(command), healthPath } },
      },
      { onSuccess: onClose, onError: (error) => form.setErrors(fieldErrors(error)) },
    ),
  );
  return (
    <FormDialog
      title="New service"
      onClose={onClose}
      onSubmit={submit}
      submitLabel="Create service"
      isPending={create.isPending}
      error={create.error}
    >
      <TextInput label="Name" required data-autofocus {...form.getInputProps('name')} />
      <NativeSelect
        label="Project"
        data={projects.map(({ id, name }) => ({ value: id, label: name }))}
        {...form.getInputProps('projectId')}
        value={projectId}
      />
      <TextInput
        label="Command"
        description="Starts the unpacked artifact. The port to listen on is in PORT."
        placeholder="node dist/server.js"
        required
        {...form.getInputProps('command')}
      />
      <TextInput
        label="Health path"
        description="Answers 200 when the service can take traffic"
        required
        {...form.getInputProps('healthPath')}
      />
    </FormDialog>
  );
}
