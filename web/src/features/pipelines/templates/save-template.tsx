import { NativeSelect, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { fieldErrors } from '../../../shared/api/problem-error.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { FormDialog } from '../../../shared/ui/form-dialog.js';
import { PermittedButton } from '../../../shared/ui/permitted-button.js';
import { useSaveTemplate } from '../api/templates.js';

const VISIBLE = [
  { value: 'private', label: 'This organization' },
  { value: 'public', label: 'Every organization of this installation' },
];
type Props = { name: string; source: string };

/** Keeps a version of a pipeline as a template. */
export function SaveTemplate(props: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <PermittedButton
        permission="repositories.manage"
        variant="default"
        size="compact-sm"
        onClick={() => setOpen(true)}
      >
        Save as template
      </PermittedButton>
      {isOpen && <SaveDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

function SaveDialog({ name, source, onClose }: Props & { onClose: () => void }) {
  const org = useOrg();
  const save = useSaveTemplate();
  const form = useForm({
    initialValues: { name, description: '', category: 'CI/CD', tags: [] as string[], visibility: 'private' as const },
  });
  const submit = form.onSubmit((values) =>
    save.mutate(
      { path: { org }, body: { ...values, source } },
      { onSuccess: onClose, onError: (error) => form.setErrors(fieldErrors(error)) },
    ),
  );
  return (
    <FormDialog
      title="Save as template"
      onClose={onClose}
      onSubmit={submit}
      submitLabel="Save template"
      isPending={save.isPending}
      error={save.error}
    >
      <TextInput label="Name" required data-autofocus {...form.getInputProps('name')} />
      <Textarea label="Description" autosize {...form.getInputProps('description')} />
      <TextInput label="Category" required {...form.getInputProps('category')} />
      <TagsInput label="Tags" maxTags={10} {...form.getInputProps('tags')} />
      <NativeSelect label="Who sees it" data={VISIBLE} {...form.getInputProps('visibility')} />
    </FormDialog>
  );
}
