import type { ExecutionSummaryResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { LinkButton } from '../../../shared/ui/link-button.js';
import { useRunBefore } from '../api/executions.js';

/** Sets the run beside the one that it repeats, else beside the one of its pipeline before it. */
export function CompareRun({ execution }: { execution: ExecutionSummaryResponse }) {
  const org = useOrg();
  const before = useRunBefore(org, execution);
  const [leftId, number] = execution.replayOf
    ? [execution.replayOf, execution.replayOfNumber]
    : [before?.id, before?.number];
  if (leftId === undefined) return null;
  return (
    <LinkButton
      to="/$org/executions/compare/$leftId/$rightId"
      params={{ org, leftId, rightId: execution.id }}
      variant="default"
    >
      Compare with #{number}
    </LinkButton>
  );
}
