import { Button, Group, Modal, Stack } from '@mantine/core';
import type { HookTriggerSecretResponse } from '../../../../shared/api/generated/types.gen.js';
import { CodeSample } from '../../../../shared/ui/code-sample.js';
import { ShowOnce } from '../../../../shared/ui/show-once.js';
import { useFocusBack } from '../../../../shared/lib/use-focus-back.js';

/** The two values for the other system. The address can be read again, the secret cannot. */
export function HookSecret({ made, onClose }: { made: HookTriggerSecretResponse; onClose: () => void }) {
  useFocusBack();
  return (
    <Modal opened onClose={onClose} title={`The secret of ${made.hookTrigger.name}`} size="lg">
      <Stack>
        <CodeSample label="Address" code={made.hookTrigger.url} />
        <ShowOnce label="Secret" value={made.secret} />
        <Group justify="flex-end">
          <Button onClick={onClose}>Done</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
