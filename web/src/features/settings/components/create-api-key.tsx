import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { fieldErrors } from '../../../shared/api/problem-error.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { CodeSample } from '../../../shared/ui/code-sample.js';
import { FormDialog } from '../../../shared/ui/form-dialog.js';
import { ShowOnce } from '../../../shared/ui/show-once.js';
import { useCreateApiKey } from '../api/observability.js';
import { curlSample } from '../../../shared/model/curl-sample.js';
import { ServiceEnvironmentFields } from './service-environment-fields.js';

/** Creates a key, then shows it once with a command that works as it stands. */
export function CreateApiKey({ onClose }: { onClose: () => void }) {
  const org = useOrg();
  const create = useCreateApiKey();
  const form = useForm({ initialValues: { name: '', serviceId: '', environmentId: '' } });
  const submit = form.onSubmit((values) =>
    create.mutate(
      { path: { org }, body: { ...values, kind: 'ingest' } },
      { onError: (error) => form.setErrors(fieldErrors(error)) },
    ),
  );
  if (create.data) return <Created secret={create.data.secret} onClose={onClose} />;
  return (
    <FormDialog
      title="Create a key"
      onClose={onClose}
      onSubmit={submit}
      submitLabel="Create key"
      isPending={create.isPending}
      error={create.error}
    >
      <TextInput
        label="Name"
        placeholder="checkout production logs"
        required
        data-autofocus
        {...form.getInputProps('name')}
      />
      <ServiceEnvironmentFields form={form} />
    </FormDialog>
  );
}

function Created({ secret, onClose }: { secret: string; onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title="Key created" size="lg">
      <Stack>
        <ShowOnce label="Key" value={secret} />
        <Text>Try it. The line appears in the logs within a second:</Text>
        <CodeSample label="Shell" code={curlSample(window.location.origin, secret)} />
        <Group justify="flex-end">
          <Button onClick={onClose}>I have stored it</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
