import { useState } from 'react';
import type { ExecutionSummaryResponse } from '../../../shared/api/generated/types.gen.js';
import { PermittedButton } from '../../../shared/ui/permitted-button.js';
import { hasFailed, isReplayable } from '../model/run-state.js';
import { ReplayDialog } from './replay-dialog.js';

const WHOLE = { from: [], failedOnly: false };
const FAILED = { from: [], failedOnly: true };

/** Runs the same commit by the same version of the pipeline once more, all of it or what failed; nothing while the run goes on. */
export function ReplayRun({ execution }: { execution: ExecutionSummaryResponse }) {
  const [asking, setAsking] = useState<'whole' | 'failed' | null>(null);
  if (!isReplayable(execution.status)) return null;
  const name = `${execution.pipelineName} #${execution.number}`;
  const close = () => setAsking(null);
  return (
    <>
      {hasFailed(execution.status) && (
        <PermittedButton permission="executions.start" onClick={() => setAsking('failed')}>
          Retry failed nodes
        </PermittedButton>
      )}
      <PermittedButton permission="executions.start" variant="default" onClick={() => setAsking('whole')}>
        Run again
      </PermittedButton>
      {asking === 'whole' && (
        <ReplayDialog
          execution={execution}
          choice={WHOLE}
          title={`Run ${name} again?`}
          submitLabel="Run again"
          onClose={close}
        />
      )}
      {asking === 'failed' && (
        <ReplayDialog
          execution={execution}
          choice={FAILED}
          title={`Retry what failed in ${name}?`}
          submitLabel="Retry failed nodes"
          onClose={close}
        />
      )}
    </>
  );
}
