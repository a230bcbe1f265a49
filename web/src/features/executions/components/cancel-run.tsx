import { useState } from 'react';
import type { ExecutionSummaryResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog.js';
import { PermittedButton } from '../../../shared/ui/permitted-button.js';
import { useCancel } from '../api/executions.js';
import { isCancellable } from '../model/run-state.js';

const STAYS = ['What finished nodes have done stays done: artifacts are kept, deployments stay live.'];

/** Cancels a run that still runs; nothing for one that is over. */
export function CancelRun({ execution }: { execution: ExecutionSummaryResponse }) {
  const org = useOrg();
  const [isAsking, setAsking] = useState(false);
  const cancel = useCancel();
  if (!isCancellable(execution.status)) return null;
  const confirm = () =>
    cancel.mutate({ path: { org, executionId: execution.id } }, { onSuccess: () => setAsking(false) });
  return (
    <>
      <PermittedButton permission="executions.cancel" variant="default" onClick={() => setAsking(true)}>
        Cancel run
      </PermittedButton>
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        onConfirm={confirm}
        title={`Cancel ${execution.pipelineName} #${execution.number}?`}
        confirmLabel="Cancel the run"
        notUndone={STAYS}
        isDangerous
        isPending={cancel.isPending}
        error={cancel.error}
      >
        Nodes that run are stopped, those after them never start.
      </ConfirmDialog>
    </>
  );
}
