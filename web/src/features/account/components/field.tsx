import { PasswordInput, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ReactNode } from 'react';

type Props<Values> = {
  form: UseFormReturnType<Values>;
  name: Extract<keyof Values, string>;
  label: string;
  description?: ReactNode;
  isFirst?: boolean;
};

/** The address that a person signs in with, or will. */
export function EmailField<Values>({ form, name, label, description, isFirst }: Props<Values>) {
  return (
    <TextInput
      type="email"
      label={label}
      description={description}
      autoComplete="username"
      required
      withAsterisk={false}
      autoFocus={isFirst}
      key={form.key(name)}
      {...form.getInputProps(name)}
    />
  );
}

/** A password that is known, for a password manager to fill in. */
export function CurrentPasswordField<Values>({ form, name, label, description }: Props<Values>) {
  return (
    <PasswordInput
      label={label}
      description={description}
      autoComplete="current-password"
      required
      withAsterisk={false}
      key={form.key(name)}
      {...form.getInputProps(name)}
    />
  );
}

/** A password that is to be set. */
export function NewPasswordField<Values>({ form, name, label, isFirst }: Props<Values>) {
  return (
    <PasswordInput
      label={label}
      description={`At least ${MIN_PASSWORD} characters. A sentence is easier to keep than a riddle.`}
      autoComplete="new-password"
      required
      withAsterisk={false}
      autoFocus={isFirst}
      key={form.key(name)}
      {...form.getInputProps(name)}
    />
  );
}

const MIN_PASSWORD = 12;

/** What is wrong with a new password before the server has seen it; it knows more reasons. */
export function tooShort(password: string): string | null {
  return [...password].length < MIN_PASSWORD ? `Use at least ${MIN_PASSWORD} characters` : null;
}
