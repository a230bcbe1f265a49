import type { ExecutionSummaryResponse, ReplayResponse, Trigger } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { executionState } from '../../../shared/model/states.js';
import { Duration } from '../../../shared/ui/duration.js';
import { ObjectLine } from '../../../shared/ui/line/object-line.js';
import { TextLink } from '../../../shared/ui/link-button.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { ShortId } from '../../../shared/ui/short-id.js';
import { StateMark } from '../../../shared/ui/state-mark.js';
import { replayWords } from '../model/replay-words.js';
import { CancelRun } from './cancel-run.js';
import { CompareRun } from './compare-run.js';
import { PauseRun } from './pause-run.js';
import { ReplayRun } from './replay-run.js';
import { useTabState } from './use-tab-state.js';
import classes from './run-page.module.css';

const TRIGGERS: Record<Trigger, string> = {
  push: 'pushed by',
  manual: 'started by',
  replay: 'run again by',
  schedule: 'on a schedule of',
  tag: 'tagged; by',
  pull_request: 'pull request by',
  pipeline: 'on behalf of',
  hook: 'called, on behalf of',
  parent: 'as part of another run, on behalf of',
};

type Props = { execution: ExecutionSummaryResponse; replay: ReplayResponse | null };

/** What the run is and how it stands; stays in sight while the page scrolls. */
export function RunHeader({ execution, replay }: Props) {
  const org = useOrg();
  const state = executionState[execution.status];
  const title = `${execution.pipelineName} #${execution.number}`;
  return (
    <>
      <PageHeader
        title={title}
        mark={<StateMark state={state} size="md" />}
        meta={<Meta org={org} execution={execution} replay={replay} />}
        actions={
          <>
            <PauseRun execution={execution} />
            <CancelRun execution={execution} />
            <CompareRun execution={execution} />
            <ReplayRun execution={execution} />
          </>
        }
      >
        <ObjectLine kind="execution" id={execution.id} />
      </PageHeader>
      <TabState execution={execution} title={title} />
    </>
  );
}

/** After the header, so that its word stands in the tab's title. */
function TabState({ execution, title }: { execution: ExecutionSummaryResponse; title: string }) {
  useTabState(executionState[execution.status], title);
  return null;
}

/** How long it worked, and apart from that how long it waited for a turn. A run that never began has neither. */
function Times({ execution }: { execution: ExecutionSummaryResponse }) {
  const { startedAt, finishedAt, queuedMs, durationMs, createdAt } = execution;
  if (startedAt === null && finishedAt !== null) return null;
  return (
    <>
      {startedAt && (
        <span className={classes.figure}>
          <Duration ms={durationMs} runningSince={startedAt} />
        </span>
      )}
      <span>
        {queuedMs === null ? 'in the queue for ' : 'queued '}
        <Duration ms={queuedMs} runningSince={createdAt} />
      </span>
    </>
  );
}

/** The group whose executions run one at a time, and that this one waits for another of it. */
function Turn({ execution: { status, concurrencyGroup } }: { execution: ExecutionSummaryResponse }) {
  return (
    <span>
      {status === 'queued' ? 'waits for its turn in' : 'takes turns in'} <code>{concurrencyGroup}</code>
    </span>
  );
}

/** What it came of, when that has a page of its own. */
function Origin({ org, execution, replay }: Props & { org: string }) {
  return (
    <>
      {execution.follows && (
        <TextLink to="/$org/executions/$executionId" params={{ org, executionId: execution.follows.id }}>
          After {execution.follows.pipelineName} #{execution.follows.number}
        </TextLink>
      )}
      {execution.schedule && (
        <TextLink to="/$org/pipelines/schedules/$scheduleId" params={{ org, scheduleId: execution.schedule.id }}>
          {execution.schedule.name}
        </TextLink>
      )}
      {execution.parent && (
        <TextLink to="/$org/executions/$executionId" params={{ org, executionId: execution.parent.id }}>
          Started by {execution.parent.pipelineName} #{execution.parent.number}
        </TextLink>
      )}
      {execution.replayOf && (
        <TextLink to="/$org/executions/$executionId" params={{ org, executionId: execution.replayOf }}>
          {replayWords(replay, execution.replayOfNumber)}
        </TextLink>
      )}
    </>
  );
}

function Meta({ org, execution, replay }: Props & { org: string }) {
  const { commit } = execution;
  return (
    <>
      <Times execution={execution} />
      <span>
        {TRIGGERS[execution.trigger]} {execution.requestedByName ?? commit.authorName}{' '}
        <RelativeTime at={execution.createdAt} />
      </span>
      {execution.concurrencyGroup !== null && <Turn execution={execution} />}
      {execution.priority !== 0 && <span>priority {execution.priority}</span>}
      <Origin org={org} execution={execution} replay={replay} />
      <span className={classes.commit}>
        <ShortId id={commit.sha} kind="commit" /> {commit.message}{' '}
        <span className={classes.branch}>{commit.branch}</span>
      </span>
      <TextLink to="/$org/pipelines/$pipelineId" params={{ org, pipelineId: execution.pipelineId }}>
        Pipeline
      </TextLink>
    </>
  );
}
