import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconFingerprint } from '@tabler/icons-react';
import { ProblemView } from '../../../shared/ui/problem-view.js';
import { useRegisterPasskey, useStepUp } from '../api/step-up.js';
import classes from './step-up.module.css';

type Props = { hasPasskey: boolean; isAgain?: boolean };

/** The console's own log-in: password and passkey; who has no passkey yet registers one first. */
export function StepUp({ hasPasskey, isAgain = false }: Props) {
  return hasPasskey ? <Confirm isAgain={isAgain} /> : <FirstPasskey />;
}

function Confirm({ isAgain }: { isAgain: boolean }) {
  const stepUp = useStepUp();
  const form = useForm({ initialValues: { password: '' } });
  return (
    <form onSubmit={form.onSubmit((values) => stepUp.mutate(values))}>
      <Stack>
        {!isAgain && <h1 className={classes.title}>Confirm that it is you</h1>}
        <p className={classes.lead}>
          The console reaches every organization, so it opens by password and passkey and locks itself after ten
          minutes. What you look at and change there is written down.
        </p>
        {stepUp.error ? <ProblemView error={stepUp.error} /> : null}
        <PasswordInput
          label="Your password"
          autoComplete="current-password"
          required
          data-autofocus
          {...form.getInputProps('password')}
        />
        <Button type="submit" loading={stepUp.isPending} leftSection={<IconFingerprint size={18} aria-hidden />}>
          Continue with your passkey
        </Button>
      </Stack>
    </form>
  );
}

function FirstPasskey() {
  const register = useRegisterPasskey();
  const form = useForm({ initialValues: { password: '', name: '' } });
  return (
    <form onSubmit={form.onSubmit((values) => register.mutate(values))}>
      <Stack>
        <h1 className={classes.title}>Register a passkey first</h1>
        <p className={classes.lead}>
          You run this installation. A password alone is not enough for that: register this device, or a security key,
          once. Register a second one afterwards, for the day on which the first is lost.
        </p>
        {register.error ? <ProblemView error={register.error} /> : null}
        <TextInput label="Name of the passkey" placeholder="Blue key" required {...form.getInputProps('name')} />
        <PasswordInput
          label="Your password"
          autoComplete="current-password"
          required
          {...form.getInputProps('password')}
        />
        <Button type="submit" loading={register.isPending} leftSection={<IconFingerprint size={18} aria-hidden />}>
          Register a passkey
        </Button>
      </Stack>
    </form>
  );
}
