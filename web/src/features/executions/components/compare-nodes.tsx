import { Anchor } from '@mantine/core';
import type { ComparedNodeResponse, ExecutionComparisonResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { useRowKeys } from '../../../shared/lib/use-row-keys.js';
import { nodeState } from '../../../shared/model/states.js';
import { Duration } from '../../../shared/ui/duration.js';
import { TextLink } from '../../../shared/ui/link-button.js';
import { StateMark } from '../../../shared/ui/state-mark.js';
import { differenceWords, nodeFacts } from '../model/comparison.js';
import { isUntouched } from '../model/run-state.js';
import classes from './compare.module.css';

type Node = ExecutionComparisonResponse['nodes'][number];
type Runs = Pick<ExecutionComparisonResponse, 'left' | 'right'>;
type Props = { nodes: readonly Node[]; runs: Runs; isOnlyDifferent: boolean; onLog: (nodeKey: string) => void };

/** A row for each node, and below it one for each thing that came of it. j and k move from node to node. */
export function CompareNodes({ nodes, ...of }: Props) {
  const body = useRowKeys<HTMLTableSectionElement>();
  return (
    <tbody ref={body} className={classes.nodes}>
      {nodes.map((node) => (
        <Rows key={node.key} node={node} {...of} />
      ))}
    </tbody>
  );
}

/** What a runner does has a log. */
const WITH_LOG: ReadonlySet<Node['kind']> = new Set(['checkout', 'shell', 'http']);

function Rows({ node, runs, isOnlyDifferent, onLog }: { node: Node } & Omit<Props, 'nodes'>) {
  const isSame = node.differences.length === 0;
  return (
    <>
      <tr className={classes.node} data-same={isSame || undefined} data-row tabIndex={-1}>
        <th scope="row">
          {node.name}
          <span className={classes.minor}>{isSame ? node.kind : differenceWords(node.differences)}</span>
          {node.left && node.right && WITH_LOG.has(node.kind) && (
            <Anchor
              component="button"
              type="button"
              size="xs"
              fw={450}
              ta="start"
              aria-label={`Compare logs of ${node.key}`}
              onClick={() => onLog(node.key)}
            >
              Compare logs
            </Anchor>
          )}
        </th>
        <Side side={node.left} nodeKey={node.key} runId={runs.left.id} />
        <Side side={node.right} nodeKey={node.key} runId={runs.right.id} />
      </tr>
      {nodeFacts(node, isOnlyDifferent).map((fact) => (
        <tr key={fact.name} className={classes.detail} data-same={fact.isSame || undefined}>
          <th scope="row">{fact.name}</th>
          <td>{fact.left}</td>
          <td>{fact.right}</td>
        </tr>
      ))}
    </>
  );
}

type SideProps = { side: ComparedNodeResponse | null; nodeKey: string; runId: string };

function Side({ side, nodeKey, runId }: SideProps) {
  const org = useOrg();
  if (!side) return <td className={classes.none}>not in this run</td>;
  return (
    <td>
      <span className={classes.side}>
        <StateMark state={nodeState[side.status]} />
        {side.durationMs !== null && <Duration ms={side.durationMs} />}
        {side.queuedMs !== null && (
          <span className={classes.minor}>
            queued <Duration ms={side.queuedMs} />
          </span>
        )}
        {!isUntouched(side.status) && (
          <TextLink
            to="/$org/executions/$executionId"
            params={{ org, executionId: runId }}
            search={{ node: nodeKey }}
            className={classes.log}
            aria-label={`Log of ${nodeKey}`}
          >
            Log
          </TextLink>
        )}
      </span>
    </td>
  );
}
