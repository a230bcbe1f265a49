import { Button, Group, Modal, Stack } from '@mantine/core';
import type { FormEventHandler, ReactNode } from 'react';
import { ProblemView } from './problem-view.js';
import { useFocusBack } from '../lib/use-focus-back.js';

type Props = {
  title: string;
  onClose: () => void;
  onSubmit: FormEventHandler<HTMLFormElement>;
  submitLabel: string;
  /** For what takes something away from somebody. */
  isDangerous?: boolean;
  isPending: boolean;
  /** Nothing can be done as things are. */
  isBlocked?: boolean;
  size?: 'md' | 'lg';
  error: unknown;
  children: ReactNode;
};

/** A short form in a dialog: fields, the server's refusal above them, and one way forward. Mount it to open it. */
export function FormDialog(props: Props) {
  useFocusBack();
  const { title, onClose, onSubmit, submitLabel, isDangerous, isPending, isBlocked, size, error, children } = props;
  return (
    <Modal opened onClose={onClose} title={title} size={size}>
      <form onSubmit={onSubmit}>
        <Stack>
          {error ? <ProblemView error={error} /> : null}
          {children}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" color={isDangerous ? 'red' : undefined} loading={isPending} disabled={isBlocked}>
              {submitLabel}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
