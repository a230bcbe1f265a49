import type { ExecutionSummaryResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { PermittedButton } from '../../../shared/ui/permitted-button.js';
import { usePause, useResume } from '../api/executions.js';
import { isPausable } from '../model/run-state.js';

/** Pauses a run, or resumes one that is paused; both are undone by the other, so nothing is asked. */
export function PauseRun({ execution }: { execution: ExecutionSummaryResponse }) {
  const path = { org: useOrg(), executionId: execution.id };
  const [pause, resume] = [usePause(), useResume()];
  if (execution.status === 'paused')
    return (
      <PermittedButton
        permission="executions.cancel"
        loading={resume.isPending}
        onClick={() => resume.mutate({ path })}
      >
        Resume run
      </PermittedButton>
    );
  if (!isPausable(execution.status)) return null;
  return (
    <PermittedButton
      permission="executions.cancel"
      variant="default"
      loading={pause.isPending}
      onClick={() => pause.mutate({ path })}
    >
      Pause run
    </PermittedButton>
  );
}
