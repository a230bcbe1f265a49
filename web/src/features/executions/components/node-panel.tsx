import type { ReactNode } from 'react';
import type { NodeResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { nodeState } from '../../../shared/model/states.js';
import { CodeSample } from '../../../shared/ui/code-sample.js';
import { Duration } from '../../../shared/ui/duration.js';
import { TextLink } from '../../../shared/ui/link-button.js';
import { StateMark } from '../../../shared/ui/state-mark.js';
import type { LineRange } from '../model/line-range.js';
import { isUntouched } from '../model/run-state.js';
import { LogViewer } from './log-viewer.js';
import { NodeApproval } from './node-approval.js';
import { NodeOutputs } from './node-outputs.js';
import classes from './node-panel.module.css';

type Props = {
  executionId: string;
  node: NodeResponse;
  range: LineRange | undefined;
  onRange: (range: LineRange) => void;
};

/** The selected node: how it went, and its log, its question, or what it still waits for. */
export function NodePanel({ executionId, node, range, onRange }: Props) {
  return (
    <section className={classes.panel} aria-label={`Node ${node.name}`}>
      <header className={classes.head}>
        <h2 className={classes.name}>{node.name}</h2>
        <StateMark state={nodeState[node.status]} />
        <NodeFacts node={node} />
      </header>
      {node.message && (
        <p className={classes.message} data-status={node.status}>
          {node.message}
        </p>
      )}
      <NodeOutputs outputs={node.outputs} />
      <Body executionId={executionId} node={node} range={range} onRange={onRange} />
    </section>
  );
}

function Body({ executionId, node, range, onRange }: Props) {
  if (node.approvalId) return <NodeApproval approvalId={node.approvalId} />;
  if (node.condition !== null) return <Condition node={node} condition={node.condition} />;
  if (isUntouched(node.status)) return <Note>{untouchedWords(node)}</Note>;
  if (node.deploymentId && node.logLines === 0)
    return <Note>This node deploys; the deployment keeps its own log. Open it above.</Note>;
  const log = { executionId, nodeKey: node.key, firstErrorLine: node.firstErrorLine, range, onRange };
  return <LogViewer key={`${node.key} ${node.attempt}`} {...log} />;
}

/** A gate has no log: what it judges, and whether it holds, is all there is to it. */
function Condition({ node, condition }: { node: NodeResponse; condition: string }) {
  return (
    <div className={classes.condition}>
      <CodeSample label="Condition" code={condition} />
      <p className={classes.words}>{conditionWords(node)}</p>
    </div>
  );
}

function Note({ children }: { children: ReactNode }) {
  return <p className={classes.note}>{children}</p>;
}

function conditionWords(node: NodeResponse): string {
  if (node.status === 'succeeded') return 'The condition holds.';
  if (node.status === 'failed') return 'What comes after this gate is skipped.';
  return untouchedWords(node);
}

function untouchedWords({ status, needs }: NodeResponse): string {
  if (status === 'skipped') return 'Skipped: something it needs did not succeed.';
  if (status === 'ready') return 'Ready. Waiting for a runner that is free.';
  return needs.length > 0 ? `Not started yet. It needs ${needs.join(' and ')} first.` : 'Not started yet.';
}

function NodeFacts({ node }: { node: NodeResponse }) {
  const org = useOrg();
  const isOpen = node.status === 'running' || node.status === 'waiting';
  return (
    <span className={classes.facts}>
      {(node.durationMs !== null || isOpen) && <Duration ms={node.durationMs} runningSince={node.startedAt} />}
      {node.queuedMs !== null && (
        <span>
          queued <Duration ms={node.queuedMs} />
        </span>
      )}
      {node.attempt > 1 && <span>attempt {node.attempt}</span>}
      {node.exitCode !== null && node.exitCode !== 0 && <span>exit code {node.exitCode}</span>}
      {node.runnerName && <span className={classes.minor}>on {node.runnerName}</span>}
      {node.deploymentId && (
        <TextLink to="/$org/deployments/$deploymentId" params={{ org, deploymentId: node.deploymentId }}>
          Open the deployment
        </TextLink>
      )}
    </span>
  );
}
