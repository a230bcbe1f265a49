import { Button, Group, Modal, Stack } from '@mantine/core';
import type { FormEventHandler, ReactNode } from 'react';
import { ProblemView } from './problem-view.js';

type Props = {
  title: string;
  onClose: () => void;
  onSubmit: FormEventHandler<HTMLFormElement>;
  submitLabel: string;
  isPending: boolean;
  error: unknown;
  children: ReactNode;
};

/** A short form in a dialog: fields, the server's refusal above them, and one way forward. Mount it to open it. */
export function FormDialog({ title, onClose, onSubmit, submitLabel, isPending, error, children }: Props) {
  return (
    <Modal opened onClose={onClose} title={title}>
      <form onSubmit={onSubmit}>
        <Stack>
          {error ? <ProblemView error={error} /> : null}
          {children}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={isPending}>
              {submitLabel}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
