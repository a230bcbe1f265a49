import { useState } from 'react';
import type { ExecutionSummaryResponse, NodeResponse } from '../../../shared/api/generated/types.gen.js';
import { PermittedButton } from '../../../shared/ui/permitted-button.js';
import { isReplayable, isUntouched } from '../model/run-state.js';
import { ReplayDialog } from './replay-dialog.js';

type Props = { execution: ExecutionSummaryResponse; node: NodeResponse };

/** Runs the node and everything after it again, with what came of everything before; nothing while the run goes on. */
export function ReplayNode({ execution, node }: Props) {
  const [isAsking, setAsking] = useState(false);
  if (!isReplayable(execution.status) || isUntouched(node.status)) return null;
  return (
    <>
      <PermittedButton
        permission="executions.start"
        variant="default"
        size="compact-xs"
        onClick={() => setAsking(true)}
      >
        Replay from here
      </PermittedButton>
      {isAsking && (
        <ReplayDialog
          execution={execution}
          choice={{ from: [node.key], failedOnly: false }}
          title={`Replay #${execution.number} from ${node.name}?`}
          submitLabel="Replay"
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
