import { NativeSelect, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { KeySecretResponse } from '../../../../shared/api/generated/types.gen.js';
import { FormDialog } from '../../../../shared/ui/form-dialog.js';
import { EXPIRIES, expiryIn, OVERLAPS, type KeyFacts } from '../../model/key-words.js';
import { KeyShown } from './key-shown.js';

export type Rotation = { overlapHours: number; expiresAt?: string };

type Props = {
  apiKey: KeyFacts;
  rotation: { data: KeySecretResponse | undefined; isPending: boolean; error: unknown };
  onRotate: (rotation: Rotation) => void;
  onClose: () => void;
};

const AS_IT_IS = 'same';

/** Gives a key another secret, then shows it. */
export function RotateDialog({ apiKey, rotation, onRotate, onClose }: Props) {
  const form = useForm({ initialValues: { overlap: '24', days: AS_IT_IS } });
  const submit = form.onSubmit(({ overlap, days }) => {
    const expiresAt = days === AS_IT_IS ? undefined : expiryIn(days);
    onRotate({ overlapHours: Number(overlap), ...(expiresAt !== undefined && { expiresAt }) });
  });
  if (rotation.data)
    return <KeyShown title={`${apiKey.name} rotated`} secret={rotation.data.secret} onClose={onClose} />;
  const ends = [{ value: AS_IT_IS, label: 'as it is' }, ...EXPIRIES.filter(({ value }) => value !== '')];
  return (
    <FormDialog
      title={`Rotate ${apiKey.name}`}
      onClose={onClose}
      onSubmit={submit}
      submitLabel="Rotate key"
      isPending={rotation.isPending}
      error={rotation.error}
    >
      <Text size="sm">The key gets a new secret, which is shown once. Everything else of it stays.</Text>
      <NativeSelect label="The secret so far" data={[...OVERLAPS]} {...form.getInputProps('overlap')} />
      <NativeSelect label="The key ends" data={ends} {...form.getInputProps('days')} />
    </FormDialog>
  );
}
