import { Select, Textarea, TextInput } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { fieldErrors } from '../../../shared/api/problem-error.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { FormDialog } from '../../../shared/ui/form-dialog.js';
import { useWaivableRepositories, useWaivableServices, useWaive } from '../api/evidence.js';
import { endOfDay, placeOf } from '../model/waiver-draft.js';

type Props = { finding?: string; onClose: () => void };

/** Answers for a finding: where it is waived, until when, and why. */
export function WaiveDialog({ finding = '', onClose }: Props) {
  const org = useOrg();
  const waive = useWaive();
  const places = usePlaces(org);
  const form = useForm<Draft>({ initialValues: { finding, place: '', until: '', reason: '' } });
  const submit = form.onSubmit(({ finding: id, place, until, reason }) =>
    waive.mutate(
      { path: { org }, body: { finding: id.trim(), reason, expiresAt: endOfDay(until), ...placeOf(place) } },
      { onSuccess: onClose, onError: (error) => form.setErrors(fieldErrors(error)) },
    ),
  );
  return (
    <FormDialog
      title={finding === '' ? 'Waive a finding' : `Waive ${finding}`}
      onClose={onClose}
      onSubmit={submit}
      submitLabel="Waive"
      isPending={waive.isPending}
      error={waive.error}
    >
      <Fields form={form} asksFinding={finding === ''} places={places} />
    </FormDialog>
  );
}

type Draft = { finding: string; place: string; until: string; reason: string };
type FieldsProps = { form: UseFormReturnType<Draft>; asksFinding: boolean; places: ReturnType<typeof usePlaces> };

function Fields({ form, asksFinding, places }: FieldsProps) {
  return (
    <>
      {asksFinding && (
        <TextInput
          label="Finding"
          description="As the scanner names it: CVE-2026-12345"
          required
          data-autofocus
          {...form.getInputProps('finding')}
        />
      )}
      <Select
        label="Where"
        description="Runs of the repository, or runs that deploy the service"
        required
        searchable
        data={places}
        {...form.getInputProps('place')}
      />
      <TextInput
        type="date"
        label="Until the end of"
        description="A year at most. It counts no more after that"
        required
        {...form.getInputProps('until')}
      />
      <Textarea
        label="Reason"
        description="For those who read the audit log"
        required
        minLength={3}
        autosize
        minRows={2}
        {...form.getInputProps('reason')}
      />
    </>
  );
}

function usePlaces(org: string) {
  const repositories = useWaivableRepositories(org).data?.items ?? [];
  const services = useWaivableServices(org).data?.items ?? [];
  return [
    { group: 'Repositories', items: repositories.map(({ id, name }) => ({ value: `repository:${id}`, label: name })) },
    { group: 'Services', items: services.map(({ slug, name }) => ({ value: `service:${slug}`, label: name })) },
  ];
}
