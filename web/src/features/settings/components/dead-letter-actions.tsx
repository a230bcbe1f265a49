import { Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { DeadLetterDetailResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog.js';
import { PermittedButton } from '../../../shared/ui/permitted-button.js';
import { useDiscardLetter, useReplayLetter } from '../api/dead-letters.js';
import type { LetterService } from '../model/dead-letter-filter.js';

type Props = { letter: DeadLetterDetailResponse; service: LetterService };

export function DeadLetterActions({ letter, service }: Props) {
  const [asks, setAsks] = useState<'replay' | 'discard'>();
  const close = () => setAsks(undefined);
  return (
    <Group gap="xs">
      <PermittedButton permission="delivery.manage" onClick={() => setAsks('replay')}>
        Replay
      </PermittedButton>
      <PermittedButton permission="delivery.manage" variant="default" onClick={() => setAsks('discard')}>
        Discard
      </PermittedButton>
      {asks === 'replay' && <ReplayDialog letter={letter} service={service} onClose={close} />}
      {asks === 'discard' && <DiscardDialog letter={letter} service={service} onClose={close} />}
    </Group>
  );
}

function ReplayDialog({ letter, service, onClose }: Props & { onClose: () => void }) {
  const org = useOrg();
  const replay = useReplayLetter();
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      onConfirm={() => replay.mutate({ org, service, deadLetterId: letter.id }, { onSuccess: onClose })}
      title={`Replay ${letter.type}?`}
      confirmLabel="Replay"
      notUndone={['What the event changes when it is applied now stays changed']}
      isPending={replay.isPending}
      error={replay.error}
    >
      {`${service} gets the event again, with new starts. If it was applied meanwhile, nothing happens a second time; if it fails again, it comes back here.`}
    </ConfirmDialog>
  );
}

const SHORTEST_REASON = 3;

function DiscardDialog({ letter, service, onClose }: Props & { onClose: () => void }) {
  const org = useOrg();
  const discard = useDiscardLetter();
  const [reason, setReason] = useState('');
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      onConfirm={() => discard.mutate({ org, service, deadLetterId: letter.id, reason }, { onSuccess: onClose })}
      title={`Discard ${letter.type}?`}
      confirmLabel="Discard event"
      notUndone={[
        `${service} never learns of it, and what it shows may stay behind what happened`,
        'A discarded event cannot be replayed',
      ]}
      isDangerous
      isBlocked={reason.trim().length < SHORTEST_REASON}
      isPending={discard.isPending}
      error={discard.error}
    >
      <TextInput
        label="Why it need not be applied"
        description="Kept with the event and in the audit log"
        value={reason}
        maxLength={500}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
        required
      />
    </ConfirmDialog>
  );
}
