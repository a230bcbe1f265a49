import { NativeSelect, NumberInput, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Severity } from '../../../shared/api/generated/types.gen.js';
import { fieldErrors } from '../../../shared/api/problem-error.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { FormDialog } from '../../../shared/ui/form-dialog.js';
import { useCreateAlertRule } from '../api/observability.js';
import { conditionWords } from '../model/rule-words.js';
import classes from './cells.module.css';
import { ServiceEnvironmentFields } from './service-environment-fields.js';

const SEVERITIES: Severity[] = ['critical', 'high', 'medium', 'low'];
const START = {
  name: '',
  serviceId: '',
  environmentId: '',
  threshold: 20,
  windowSeconds: 60,
  forSeconds: 15,
  cooldownSeconds: 300,
};

/** A rule on the number of errors, with the condition spelled out while it is typed. */
export function CreateAlertRule({ onClose }: { onClose: () => void }) {
  const org = useOrg();
  const create = useCreateAlertRule();
  const form = useForm({ initialValues: { ...START, severity: 'high' as Severity } });
  const submit = form.onSubmit((values) =>
    create.mutate(
      { path: { org }, body: { ...values, kind: 'error_count' } },
      { onSuccess: onClose, onError: (error) => form.setErrors(fieldErrors(error)) },
    ),
  );
  const whole = { min: 0, allowDecimal: false, required: true } as const;
  return (
    <FormDialog
      title="New alert rule"
      onClose={onClose}
      onSubmit={submit}
      submitLabel="Create rule"
      isPending={create.isPending}
      error={create.error}
    >
      <TextInput label="Name" placeholder="checkout errors" required data-autofocus {...form.getInputProps('name')} />
      <ServiceEnvironmentFields form={form} />
      <div className={classes.pair3}>
        <NumberInput label="Errors" {...whole} min={1} {...form.getInputProps('threshold')} />
        <NumberInput label="Within" suffix=" s" {...whole} min={1} {...form.getInputProps('windowSeconds')} />
        <NumberInput label="Lasting" suffix=" s" {...whole} {...form.getInputProps('forSeconds')} />
      </div>
      <div className={classes.pair}>
        <NativeSelect label="Severity of the incident" data={SEVERITIES} {...form.getInputProps('severity')} />
        <NumberInput label="Quiet afterwards" suffix=" s" {...whole} {...form.getInputProps('cooldownSeconds')} />
      </div>
      <Text size="sm">It fires on {conditionWords(form.values)}.</Text>
    </FormDialog>
  );
}
