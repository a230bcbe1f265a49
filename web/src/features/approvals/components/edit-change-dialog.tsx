import { NativeSelect, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ApprovalRequestResponse } from '../../../shared/api/generated/types.gen.js';
import { fieldErrors } from '../../../shared/api/problem-error.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { FormDialog } from '../../../shared/ui/form-dialog.js';
import { useEditChangeRequest } from '../api/approvals.js';
import { PRIORITY_CHOICE } from '../model/change-draft.js';

/** Changes what a request says. That is other evidence: votes that are there count no longer. */
export function EditChangeDialog({ approval, onClose }: { approval: ApprovalRequestResponse; onClose: () => void }) {
  const org = useOrg();
  const edit = useEditChangeRequest();
  const { title, effect, change, votes } = approval;
  const { type = '', description = '', priority = 'normal' } = change ?? {};
  const form = useForm({ initialValues: { title, type, description, effect, priority } });
  const submit = form.onSubmit((body) =>
    edit.mutate(
      { path: { org, changeRequestId: approval.id }, body },
      { onSuccess: onClose, onError: (error) => form.setErrors(fieldErrors(error)) },
    ),
  );
  return (
    <FormDialog
      title="Edit the request"
      onClose={onClose}
      onSubmit={submit}
      submitLabel="Save"
      isPending={edit.isPending}
      error={edit.error}
    >
      {votes.some(({ counts }) => counts) && (
        <Text size="sm">Votes are about what it says: those that are there no longer count once you change that.</Text>
      )}
      <TextInput label="What" required maxLength={200} data-autofocus {...form.getInputProps('title')} />
      <TextInput label="Type" required maxLength={100} {...form.getInputProps('type')} />
      <Textarea label="Description" required rows={4} maxLength={10_000} {...form.getInputProps('description')} />
      <TextInput label="If they say yes" maxLength={1000} {...form.getInputProps('effect')} />
      <NativeSelect label="Priority" data={PRIORITY_CHOICE} {...form.getInputProps('priority')} />
    </FormDialog>
  );
}
