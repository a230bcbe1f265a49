import { useState } from 'react';
import type { RunnerResponse } from '../../../shared/api/generated/types.gen.js';
import { useNow } from '../../../shared/lib/use-now.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog.js';
import { PermittedButton } from '../../../shared/ui/permitted-button.js';
import { usePauseRunner, useRemoveRunner, useResumeRunner } from '../api/runners.js';
import { isGone } from '../model/runner-words.js';

type Props = { runner: RunnerResponse };

/** Pause and resume for one that is there; remove for one that is gone. */
export function RunnerActions({ runner }: Props) {
  const org = useOrg();
  const [isRemoving, setRemoving] = useState(false);
  const [pause, resume] = [usePauseRunner(), useResumeRunner()];
  const now = useNow('calm');
  const path = { org, runnerId: runner.id };
  if (isGone(runner, now))
    return (
      <>
        <ActionButton label="Remove" runner={runner} onClick={() => setRemoving(true)} />
        {isRemoving && <RemoveDialog runner={runner} onClose={() => setRemoving(false)} />}
      </>
    );
  if (runner.paused) return <ActionButton label="Resume" runner={runner} onClick={() => resume.mutate({ path })} />;
  return <ActionButton label="Pause" runner={runner} onClick={() => pause.mutate({ path })} />;
}

function ActionButton({ label, runner, onClick }: Props & { label: string; onClick: () => void }) {
  return (
    <PermittedButton
      permission="runners.manage"
      variant="subtle"
      color="gray"
      size="compact-sm"
      aria-label={`${label} ${runner.name}`}
      onClick={onClick}
    >
      {label}
    </PermittedButton>
  );
}

function RemoveDialog({ runner, onClose }: Props & { onClose: () => void }) {
  const org = useOrg();
  const remove = useRemoveRunner();
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      onConfirm={() => remove.mutate({ path: { org, runnerId: runner.id } }, { onSuccess: onClose })}
      title={`Remove ${runner.name}?`}
      confirmLabel="Remove runner"
      notUndone={['Its credential never works again', 'It is gone from the list of every organization']}
      isDangerous
      isPending={remove.isPending}
      error={remove.error}
    >
      It has not been seen for a while. When it comes back it registers again by itself and is shown again.
    </ConfirmDialog>
  );
}
