import { Button, Group, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { ProblemView } from './problem-view.js';
import classes from './confirm-dialog.module.css';
import { useFocusBack } from '../lib/use-focus-back.js';

type Props = {
  opened: boolean;
  onClose: () => void;
  onConfirm: () => void;
  title: string;
  confirmLabel: string;
  children: ReactNode;
  /** What stays as it is after an undo, one plain sentence each. Never empty for something that can be undone. */
  notUndone: readonly string[];
  isDangerous?: boolean;
  isPending?: boolean;
  isBlocked?: boolean;
  error?: unknown;
};

/** Asks before something that matters, and lists what cannot be taken back afterwards. */
export function ConfirmDialog(props: Props) {
  useFocusBack();
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={props.title} size="lg">
      <div className={classes.body}>{props.children}</div>
      {props.notUndone.length > 0 && (
        <div className={classes.notUndone}>
          <p className={classes.heading}>This will not be undone</p>
          <ul>
            {props.notUndone.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </div>
      )}
      {props.error ? <ProblemView error={props.error} /> : null}
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={props.onClose} data-autofocus={props.isDangerous || undefined}>
          Cancel
        </Button>
        <Button
          color={props.isDangerous ? 'red' : undefined}
          onClick={props.onConfirm}
          loading={props.isPending}
          disabled={props.isBlocked}
        >
          {props.confirmLabel}
        </Button>
      </Group>
    </Modal>
  );
}
