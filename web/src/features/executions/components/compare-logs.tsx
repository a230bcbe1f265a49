import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { EmptyState } from '../../../shared/ui/empty-state.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { logComparisonOptions } from '../api/executions.js';
import { ComparedLogLines } from './compared-log-lines.js';
import { useFocusBack } from '../../../shared/lib/use-focus-back.js';

type Run = { id: string; number: number };
type Props = { nodeKey: string; left: Run; right: Run; onClose: () => void };

/** The logs of one node in two runs, side by side. Mount it to open it. */
export function CompareLogs({ nodeKey, left, right, onClose }: Props) {
  useFocusBack();
  const query = useQuery(logComparisonOptions(useOrg(), { nodeKey, leftId: left.id, rightId: right.id }));
  const numbers = { left: left.number, right: right.number };
  return (
    <Modal opened onClose={onClose} size="96rem" title={`Log of ${nodeKey}, #${left.number} beside #${right.number}`}>
      <QueryView
        query={query}
        isEmpty={({ rows }) => rows.length === 0}
        empty={<EmptyState title="Neither has said anything">The logs of both are empty.</EmptyState>}
      >
        {(comparison) => <ComparedLogLines comparison={comparison} numbers={numbers} />}
      </QueryView>
    </Modal>
  );
}
