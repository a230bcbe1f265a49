import { Checkbox, ScrollArea, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ApprovalGroupResponse } from '../../../shared/api/generated/types.gen.js';
import { fieldErrors } from '../../../shared/api/problem-error.js';
import { slugFrom } from '../../../shared/lib/slug.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { FormDialog } from '../../../shared/ui/form-dialog.js';
import { useChangeGroup, useCreateGroup, useMemberChoice } from '../api/approvals.js';

type Props = { group?: ApprovalGroupResponse; onClose: () => void };

/** Makes a group, or changes its name and who is in it. What pipeline files call it stays as it was made. */
export function GroupDialog({ group, onClose }: Props) {
  const org = useOrg();
  const members = useMemberChoice(org);
  const form = useForm({
    initialValues: { name: group?.name ?? '', memberIds: group?.members.map(({ userId }) => userId) ?? [] },
    validate: { name: (text) => (group || slugFrom(text) ? null : 'A name needs a letter or a digit') },
  });
  const { save, isPending, error } = useSave(group);
  const submit = form.onSubmit((body) =>
    save(body, { onSuccess: onClose, onError: (problem) => form.setErrors(fieldErrors(problem)) }),
  );
  const slug = group?.slug ?? slugFrom(form.values.name);
  return (
    <FormDialog
      title={group ? `Edit ${group.name}` : 'New group'}
      onClose={onClose}
      onSubmit={submit}
      submitLabel={group ? 'Save' : 'Make group'}
      isPending={isPending}
      error={error}
    >
      <TextInput
        label="Name"
        description={`Pipeline files call it ${slug || '…'}`}
        required
        maxLength={100}
        data-autofocus
        {...form.getInputProps('name')}
      />
      <Checkbox.Group label="Members" {...form.getInputProps('memberIds')}>
        <ScrollArea.Autosize mah={280} mt={6}>
          <Stack gap={6}>
            {members.map(({ userId, fullName, email }) => (
              <Checkbox key={userId} value={userId} label={fullName} description={email} />
            ))}
          </Stack>
        </ScrollArea.Autosize>
      </Checkbox.Group>
    </FormDialog>
  );
}

type Answers = { onSuccess: () => void; onError: (error: unknown) => void };

/** Makes the group, or changes the one that there is. */
function useSave(group: ApprovalGroupResponse | undefined) {
  const org = useOrg();
  const create = useCreateGroup();
  const change = useChangeGroup();
  const save = (body: { name: string; memberIds: string[] }, answers: Answers) =>
    group
      ? change.mutate({ path: { org, approvalGroupId: group.id }, body }, answers)
      : create.mutate({ path: { org }, body: { ...body, slug: slugFrom(body.name) } }, answers);
  return { save, isPending: create.isPending || change.isPending, error: create.error ?? change.error };
}
