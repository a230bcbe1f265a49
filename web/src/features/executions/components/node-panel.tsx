import type { ReactNode } from 'react';
import type {
  CopiedFromResponse,
  ExecutionSummaryResponse,
  NodeResponse,
} from '../../../shared/api/generated/types.gen.js';
import { useNow } from '../../../shared/lib/use-now.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { CodeSample } from '../../../shared/ui/code-sample.js';
import { Duration } from '../../../shared/ui/duration.js';
import { TextLink } from '../../../shared/ui/link-button.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { StateMark } from '../../../shared/ui/state-mark.js';
import type { LineRange } from '../model/line-range.js';
import { isDue } from '../model/is-due.js';
import { nodeMark } from '../model/node-mark.js';
import { isUntouched } from '../model/run-state.js';
import { untouchedWords } from '../model/untouched-words.js';
import { LogViewer } from './log-viewer.js';
import { NodeApproval } from './node-approval.js';
import { NodeAttempts } from './node-attempts.js';
import { NodeQuestion } from './node-question.js';
import { NodeChild } from './node-child.js';
import { NodeOutputs } from './node-outputs.js';
import { ReplayNode } from './replay-node.js';
import classes from './node-panel.module.css';

type Props = {
  execution: ExecutionSummaryResponse;
  node: NodeResponse;
  range: LineRange | undefined;
  onRange: (range: LineRange) => void;
};

/** The selected node: how it went, and its log, its question, or what it still waits for. */
export function NodePanel({ execution, node, range, onRange }: Props) {
  return (
    <section className={classes.panel} aria-label={`Node ${node.name}`}>
      <header className={classes.head}>
        <h2 className={classes.name}>{node.name}</h2>
        <StateMark state={nodeMark(node)} />
        <NodeFacts node={node} />
        <ReplayNode key={node.key} execution={execution} node={node} />
      </header>
      {node.message && (
        <p className={classes.message} data-tone={nodeMark(node).mark}>
          {node.message}
        </p>
      )}
      {node.copiedFrom && <CopiedFrom of={node.copiedFrom} nodeKey={node.key} />}
      <NodeAttempts node={node} />
      {node.questionId && <NodeQuestion questionId={node.questionId} />}
      {node.if !== null && <OnlyIf condition={node.if} />}
      <NodeOutputs outputs={node.outputs} />
      <Body executionId={execution.id} node={node} range={range} onRange={onRange} />
    </section>
  );
}

type BodyProps = Omit<Props, 'execution'> & { executionId: string };

function Body({ executionId, node, range, onRange }: BodyProps) {
  if (node.approvalId) return <NodeApproval approvalId={node.approvalId} />;
  if (node.condition !== null) return <Condition node={node} condition={node.condition} />;
  if (node.kind === 'wait')
    return (
      <Note>
        <Waiting node={node} />
      </Note>
    );
  if (node.kind === 'pipeline') return <NodeChild node={node} />;
  if (isUntouched(node.status)) return <Note>{untouchedWords(node)}</Note>;
  if (node.deploymentId && node.logLines === 0)
    return <Note>This node deploys; the deployment keeps its own log. Open it above.</Note>;
  const log = { executionId, nodeKey: node.key, firstErrorLine: node.firstErrorLine, range, onRange };
  return <LogViewer key={`${node.key} ${node.attempt}`} {...log} />;
}

/** It was not done in this run: all that is shown of it is of another one. */
function CopiedFrom({ of, nodeKey }: { of: CopiedFromResponse; nodeKey: string }) {
  const org = useOrg();
  return (
    <p className={classes.copied}>
      Taken over as it ended in{' '}
      <TextLink
        to="/$org/executions/$executionId"
        params={{ org, executionId: of.executionId }}
        search={{ node: nodeKey }}
      >
        #{of.number}
      </TextLink>
      , with its log, outputs and artifacts.
    </p>
  );
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

/** What has to hold for the node to run. */
function OnlyIf({ condition }: { condition: string }) {
  return (
    <p className={classes.onlyIf}>
      Only if <code>{condition}</code>
    </p>
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

/** A wait has no log: until when it waits, or that it is over, is all there is to it. */
function Waiting({ node }: { node: NodeResponse }) {
  const now = useNow();
  if (node.dueAt === null) return node.finishedAt === null ? untouchedWords(node) : 'It has waited.';
  if (isDue(node.dueAt, now)) return 'Its time has come. It goes on as soon as its run does.';
  return (
    <>
      Goes on <RelativeTime at={node.dueAt} />.
    </>
  );
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
      {node.attempt > 1 && (
        <span>
          attempt {node.attempt} of {node.maxAttempts}
        </span>
      )}
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
