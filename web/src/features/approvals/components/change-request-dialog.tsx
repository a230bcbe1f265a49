import { Checkbox, NativeSelect, NumberInput, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { useNavigate } from '@tanstack/react-router';
import { fieldErrors } from '../../../shared/api/problem-error.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { FormDialog } from '../../../shared/ui/form-dialog.js';
import { useCreateChangeRequest, useEnvironmentChoice, useGroups, useMemberChoice } from '../api/approvals.js';
import { bodyOf, type ChangeDraft, NEW_CHANGE, PRIORITY_CHOICE, TYPES } from '../model/change-draft.js';

/** Asks for a change by hand: what, where, how urgent, and who may decide. */
export function ChangeRequestDialog({ onClose }: { onClose: () => void }) {
  const org = useOrg();
  const navigate = useNavigate();
  const create = useCreateChangeRequest();
  const form = useForm({
    initialValues: NEW_CHANGE,
    validate: {
      title: (text) => (text.trim() ? null : 'Say what you ask for'),
      type: (text) => (text.trim() ? null : 'Say what kind of change it is'),
      description: (text) => (text.trim() ? null : 'Say what is to be done'),
    },
  });
  const submit = form.onSubmit((draft) =>
    create.mutate(
      { path: { org }, body: bodyOf(draft) },
      {
        onSuccess: ({ id }) => {
          onClose();
          void navigate({
            to: '/$org/approvals/$approvalId',
            params: { org, approvalId: id },
            search: { view: 'asked' },
          });
        },
        onError: (error) => form.setErrors(fieldErrors(error)),
      },
    ),
  );
  return (
    <FormDialog
      title="Request a change"
      onClose={onClose}
      onSubmit={submit}
      submitLabel="Request"
      isPending={create.isPending}
      error={create.error}
    >
      <Words form={form} />
      <Choices form={form} org={org} />
    </FormDialog>
  );
}

type Form = Pick<UseFormReturnType<ChangeDraft>, 'getInputProps'>;

function Words({ form }: { form: Form }) {
  return (
    <>
      <TextInput label="What" required maxLength={200} data-autofocus {...form.getInputProps('title')} />
      <TextInput label="Type" required maxLength={100} list="change-types" {...form.getInputProps('type')} />
      <datalist id="change-types">
        {TYPES.map((type) => (
          <option key={type} value={type} />
        ))}
      </datalist>
      <Textarea label="Description" required rows={4} maxLength={10_000} {...form.getInputProps('description')} />
      <TextInput
        label="If they say yes"
        description="What happens then; voters read it first"
        maxLength={1000}
        {...form.getInputProps('effect')}
      />
      <NativeSelect label="Priority" data={PRIORITY_CHOICE} {...form.getInputProps('priority')} />
    </>
  );
}

function Choices({ form, org }: { form: Form; org: string }) {
  const environments = useEnvironmentChoice(org).map(({ id, name }) => ({ value: id, label: name }));
  const members = useMemberChoice(org).map(({ userId, fullName }) => ({ value: userId, label: fullName }));
  const groups = useGroups(org).data?.items ?? [];
  return (
    <Stack>
      <NativeSelect
        label="Where"
        data={[{ value: '', label: 'Nowhere in particular' }, ...environments]}
        {...form.getInputProps('environmentId')}
      />
      <NativeSelect
        label="Who takes care of it"
        data={[{ value: '', label: 'Nobody yet' }, ...members]}
        {...form.getInputProps('assigneeId')}
      />
      <NumberInput label="Votes needed" min={1} max={20} {...form.getInputProps('requiredVotes')} />
      {groups.length > 0 && (
        <Checkbox.Group label="Only these groups may vote" {...form.getInputProps('groups')}>
          <Stack gap={6} mt={6}>
            {groups.map(({ slug, name }) => (
              <Checkbox key={slug} value={slug} label={name} />
            ))}
          </Stack>
        </Checkbox.Group>
      )}
    </Stack>
  );
}
