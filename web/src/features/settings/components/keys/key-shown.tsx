import { Button, Group, Modal, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { ShowOnce } from '../../../../shared/ui/show-once.js';

type Props = { title: string; secret: string; onClose: () => void; children?: ReactNode };

/** A key, shown this once. */
export function KeyShown({ title, secret, onClose, children }: Props) {
  return (
    <Modal opened onClose={onClose} title={title} size="lg" closeOnClickOutside={false}>
      <Stack>
        <ShowOnce label="Key" value={secret} />
        {children}
        <Group justify="flex-end">
          <Button onClick={onClose}>I have stored it</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
