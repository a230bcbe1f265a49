import { Checkbox, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { EnvironmentClass } from '../../../shared/api/generated/types.gen.js';
import { fieldErrors } from '../../../shared/api/problem-error.js';
import { slugFrom } from '../../../shared/lib/slug.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { FormDialog } from '../../../shared/ui/form-dialog.js';
import { useCreateEnvironment } from '../api/delivery.js';
import classes from './cells.module.css';

const CLASSES: EnvironmentClass[] = ['dev', 'staging', 'production'];

type Values = { name: string; class: EnvironmentClass; position: number; autoRollback: boolean };

/** A new environment. Its class decides how careful the product is with it; its position, what is promoted into it. */
export function CreateEnvironment({ nextPosition, onClose }: { nextPosition: number; onClose: () => void }) {
  const org = useOrg();
  const create = useCreateEnvironment();
  const form = useForm<Values>({
    initialValues: { name: '', class: 'staging', position: nextPosition, autoRollback: true },
  });
  const submit = form.onSubmit((values) =>
    create.mutate(
      { path: { org }, body: { ...values, slug: slugFrom(values.name) } },
      { onSuccess: onClose, onError: (error) => form.setErrors(fieldErrors(error)) },
    ),
  );
  return (
    <FormDialog
      title="New environment"
      onClose={onClose}
      onSubmit={submit}
      submitLabel="Create environment"
      isPending={create.isPending}
      error={create.error}
    >
      <TextInput label="Name" placeholder="Staging" required data-autofocus {...form.getInputProps('name')} />
      <div className={classes.pair}>
        <NativeSelect label="Class" data={CLASSES} {...form.getInputProps('class')} />
        <NumberInput
          label="Position"
          description="Releases are promoted upwards"
          min={1}
          max={99}
          allowDecimal={false}
          {...form.getInputProps('position')}
        />
      </div>
      <Checkbox
        label="Roll back automatically"
        description="When an alert blames a deployment here, the release before it comes back, once"
        {...form.getInputProps('autoRollback', { type: 'checkbox' })}
      />
    </FormDialog>
  );
}
