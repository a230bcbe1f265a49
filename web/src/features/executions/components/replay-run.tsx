import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ExecutionSummaryResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog.js';
import { PermittedButton } from '../../../shared/ui/permitted-button.js';
import { useReplay } from '../api/executions.js';
import { isReplayable } from '../model/run-state.js';

/** Runs the same commit by the same version of the pipeline once more; nothing while the run goes on. */
export function ReplayRun({ execution }: { execution: ExecutionSummaryResponse }) {
  const org = useOrg();
  const navigate = useNavigate();
  const [isAsking, setAsking] = useState(false);
  const replay = useReplay();
  if (!isReplayable(execution.status)) return null;
  const confirm = () =>
    replay.mutate(
      { path: { org, executionId: execution.id } },
      {
        onSuccess: ({ id }) => {
          setAsking(false);
          void navigate({ to: '/$org/executions/$executionId', params: { org, executionId: id } });
        },
      },
    );
  return (
    <>
      <PermittedButton permission="executions.start" variant="default" onClick={() => setAsking(true)}>
        Run again
      </PermittedButton>
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        onConfirm={confirm}
        title={`Run ${execution.pipelineName} #${execution.number} again?`}
        confirmLabel="Run again"
        notUndone={[]}
        isPending={replay.isPending}
        error={replay.error}
      >
        The same commit, by the pipeline file as it was then. Every node runs anew: deployments too, where the rule of
        the branch still allows them.
      </ConfirmDialog>
    </>
  );
}
