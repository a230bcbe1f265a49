import { Button, Switch } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconArrowsExchange } from '@tabler/icons-react';
import type { ExecutionComparisonResponse, ExecutionSummaryResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { executionState } from '../../../shared/model/states.js';
import { EmptyState } from '../../../shared/ui/empty-state.js';
import { TextLink } from '../../../shared/ui/link-button.js';
import { Page } from '../../../shared/ui/page.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { StateMark } from '../../../shared/ui/state-mark.js';
import { factsOf } from '../model/comparison.js';
import { CompareDefinition } from './compare-definition.js';
import { CompareLogs } from './compare-logs.js';
import { CompareNodes } from './compare-nodes.js';
import classes from './compare.module.css';

type Props = {
  comparison: ExecutionComparisonResponse;
  isOnlyDifferent: boolean;
  onOnlyDifferent: (isOnly: boolean) => void;
  onSwap: () => void;
  /** The node whose logs are open side by side. */
  logOf?: string | undefined;
  onLog: (nodeKey: string | undefined) => void;
};

/** Two runs side by side: what they were of, and node by node what came of them. */
export function ComparePage({ comparison, isOnlyDifferent, onOnlyDifferent, onSwap, logOf, onLog }: Props) {
  const { left, right } = comparison;
  useHotkeys([
    ['s', onSwap],
    ['d', () => onOnlyDifferent(!isOnlyDifferent)],
  ]);
  const facts = factsOf(comparison).filter(({ isSame }) => !isOnlyDifferent || !isSame);
  const nodes = comparison.nodes.filter(({ differences }) => !isOnlyDifferent || differences.length > 0);
  return (
    <Page width="full">
      <PageHeader
        title={`#${left.number} beside #${right.number}`}
        meta={<span>{sumOf(comparison)}</span>}
        actions={<Actions isOnlyDifferent={isOnlyDifferent} onOnlyDifferent={onOnlyDifferent} onSwap={onSwap} />}
      />
      <div className={classes.frame} tabIndex={0} role="group" aria-label="Both runs">
        <table className={classes.table}>
          <thead>
            <tr>
              <td />
              <Head run={left} />
              <Head run={right} />
            </tr>
          </thead>
          <tbody>
            {facts.map(({ name, left: one, right: other, isSame }) => (
              <tr key={name} data-same={isSame || undefined}>
                <th scope="row">{name}</th>
                <td>{one}</td>
                <td>{other}</td>
              </tr>
            ))}
          </tbody>
          <CompareNodes nodes={nodes} runs={comparison} isOnlyDifferent={isOnlyDifferent} onLog={onLog} />
        </table>
      </div>
      {facts.length + nodes.length === 0 && (
        <EmptyState title="Nothing differs">Both runs are of the same, and every node ended alike.</EmptyState>
      )}
      <CompareDefinition definition={comparison.definition} />
      {logOf !== undefined && (
        <CompareLogs nodeKey={logOf} left={left} right={right} onClose={() => onLog(undefined)} />
      )}
    </Page>
  );
}

function Actions({ isOnlyDifferent, onOnlyDifferent, onSwap }: Omit<Props, 'comparison' | 'logOf' | 'onLog'>) {
  return (
    <>
      <Switch
        label="Only differences"
        checked={isOnlyDifferent}
        aria-keyshortcuts="d"
        onChange={(event) => onOnlyDifferent(event.currentTarget.checked)}
      />
      <Button
        variant="default"
        leftSection={<IconArrowsExchange size={16} aria-hidden />}
        aria-keyshortcuts="s"
        onClick={onSwap}
      >
        Swap sides
      </Button>
    </>
  );
}

function Head({ run }: { run: ExecutionSummaryResponse }) {
  const org = useOrg();
  return (
    <th scope="col">
      <span className={classes.run}>
        <StateMark state={executionState[run.status]} />
        <TextLink to="/$org/executions/$executionId" params={{ org, executionId: run.id }} fw={550}>
          {`${run.pipelineName} #${run.number}`}
        </TextLink>
        <span className={classes.minor}>
          {run.requestedByName ?? run.commit.authorName} <RelativeTime at={run.createdAt} />
        </span>
      </span>
    </th>
  );
}

function sumOf({ nodes }: ExecutionComparisonResponse): string {
  const count = nodes.filter(({ differences }) => differences.length > 0).length;
  if (count === 0) return nodes.length === 0 ? 'Neither has a node.' : 'Every node ended alike.';
  return `${count} of ${nodes.length} nodes ${count === 1 ? 'differs' : 'differ'}.`;
}
