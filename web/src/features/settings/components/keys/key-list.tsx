import { Group } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from '../cells.module.css';

/** A tab of keys: what they are for, the way to another, and the list. */
export function KeyList({ note, action, children }: { note: string; action: ReactNode; children: ReactNode }) {
  return (
    <>
      <Group justify="space-between" align="flex-start" gap="xs" my="md">
        <p className={classes.note} style={{ margin: 0 }}>
          {note}
        </p>
        {action}
      </Group>
      {children}
    </>
  );
}
