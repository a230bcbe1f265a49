import { Injectable } from '@nestjs/common';
import {
  type EventData,
  pipelinesChildFinishedV1,
  pipelinesExecutionFinishedV1,
  pipelinesExecutionStartedV1,
  pipelinesNodeFinishedV1,
} from '@throughline/contracts';
import { type Aggregate, Outbox, type RequestContext, together, type Tx } from '@throughline/platform';
import { Followers } from '../triggers/followers.js';
import type { Landed } from './change-writer.js';
import { executionMachine, type ExecutionStatus } from './execution.machine.js';
import { executionResult, isNews, type NodeResult } from './run-change.js';

type Outcome = 'succeeded' | 'warning' | 'failed' | 'errored' | 'cancelled' | 'timed_out' | 'blocked' | 'unknown';
type NodeFinished = EventData<typeof pipelinesNodeFinishedV1>;
interface Fact<Data> {
  aggregate: Aggregate;
  data: Data;
  context: RequestContext | undefined;
}

/** Says what changes mean: to the other services, and to the pipelines that follow others. */
@Injectable()
export class ExecutionEvents {
  constructor(
    private readonly outbox: Outbox,
    private readonly followers: Followers,
  ) {}

  /** Of each execution in the order of its story: that it began, its nodes, its end. */
  async changed(tx: Tx, landed: readonly Landed[]): Promise<void> {
    const ends = landed.flatMap(finished).map(({ data }) => data);
    await together([this.append(tx, landed), this.followers.follow(tx, ends)]);
  }

  private async append(tx: Tx, landed: readonly Landed[]): Promise<void> {
    await this.outbox.appendAll(tx, pipelinesExecutionStartedV1, landed.flatMap(started));
    // An aggregate may occur once in an append: the first node of each execution, then the second, and so on.
    const ended = landed.map((one) => one.nodes.filter(isNews).map((node) => nodeFinished(one, node)));
    const rounds = Math.max(0, ...ended.map((nodes) => nodes.length));
    for (let round = 0; round < rounds; round += 1)
      await this.outbox.appendAll(
        tx,
        pipelinesNodeFinishedV1,
        ended.flatMap((nodes) => nodes[round] ?? []),
      );
    await this.outbox.appendAll(tx, pipelinesExecutionFinishedV1, landed.flatMap(finished));
    const ofChildren = landed.filter(({ change }) => change.loaded.execution.trigger === 'parent');
    await this.outbox.appendAll(tx, pipelinesChildFinishedV1, ofChildren.flatMap(finished));
  }
}

function started({ change, context }: Landed): Fact<EventData<typeof pipelinesExecutionStartedV1>>[] {
  const begins = change.commands.some((command) => command.type === 'move_execution' && command.trigger === 'start');
  if (!begins) return [];
  const { repositoryId, trigger, requestedBy } = change.loaded.execution;
  return [
    { aggregate: aggregateOf(change), data: { ...factsOf(change), repositoryId, trigger, requestedBy }, context },
  ];
}

function finished({ change, durationMs, context }: Landed): Fact<EventData<typeof pipelinesExecutionFinishedV1>>[] {
  const { to, reason } = executionResult(change);
  if (to === undefined || !isOutcome(to)) return [];
  return [{ aggregate: aggregateOf(change), data: { ...factsOf(change), outcome: to, reason, durationMs }, context }];
}

function nodeFinished({ change, context }: Landed, { node, to, durationMs }: NodeResult): Fact<NodeFinished> {
  const { id: nodeId, key: nodeKey, kind, attempt } = node;
  const executionId = change.loaded.execution.id;
  return {
    aggregate: aggregateOf(change),
    data: { executionId, nodeId, nodeKey, kind, outcome: to, attempt, durationMs },
    context,
  };
}

const aggregateOf = ({ loaded }: Landed['change']): Aggregate => ({ kind: 'execution', id: loaded.execution.id });

function factsOf({ loaded }: Landed['change']) {
  const { id: executionId, number, pipelineId, pipelineName, projectId, commit } = loaded.execution;
  return { executionId, number, pipelineId, pipelineName, projectId, commit };
}

const isOutcome = (status: ExecutionStatus): status is Outcome => executionMachine.isTerminal(status);
