import { Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { fieldErrors } from '../../../shared/api/problem-error.js';
import { slugFrom } from '../../../shared/lib/slug.js';
import { ProblemView } from '../../../shared/ui/problem-view.js';
import { useCreateOrganization } from '../api/account.js';
import { AccountFrame } from './account-frame.js';

/** Creates an organization: its name, and its address, which follows the name until it is edited. */
export function Welcome() {
  const create = useCreateOrganization();
  const form = useForm({
    initialValues: { name: '', slug: '' },
    validate: {
      slug: (value, values) => (slugFrom(value || values.name) === '' ? 'Use at least one letter or digit' : null),
    },
  });
  const slug = form.values.slug || slugFrom(form.values.name);
  const submit = form.onSubmit(({ name }) =>
    create.mutate({ body: { name, slug } }, { onError: (error) => form.setErrors(fieldErrors(error)) }),
  );
  return (
    <AccountFrame
      title="Name your organization"
      lead="It holds your projects, people and environments. You can belong to several. If somebody invited you, open the link they sent instead."
    >
      <form onSubmit={submit}>
        <Stack>
          {create.error && <ProblemView error={create.error} />}
          <TextInput
            label="Name"
            placeholder="Acme"
            required
            withAsterisk={false}
            autoFocus
            {...form.getInputProps('name')}
          />
          <TextInput
            label="Address"
            description={`${window.location.host}/${slug || '…'}`}
            value={slug}
            onChange={(event) => form.setFieldValue('slug', event.currentTarget.value)}
            error={form.errors['slug']}
          />
          <Button type="submit" fullWidth loading={create.isPending}>
            Create organization
          </Button>
        </Stack>
      </form>
    </AccountFrame>
  );
}
