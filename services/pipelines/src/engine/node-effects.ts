import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import { ApprovalRequester } from '../approvals/approval-requester.js';
import { FailureRequester } from '../approvals/failure-requester.js';
import { ChildRequester } from '../child-runs/child-requester.js';
import type { Landed } from './change-writer.js';
import { DeploymentRequester } from './deployment-requester.js';
import { JobDispatcher } from './job-dispatcher.js';
import type { MovedNode, Trouble } from './moved-node.js';
import { workerOf, type Worker } from '../definitions/node-kinds.rules.js';
import { NodeRetries } from './node-retries.js';
import { nodeMachine, type NodeStatus } from './node.machine.js';
import { type Timer, TimersRepository } from './timers.repository.js';

const ASKED: Worker[] = ['clock', 'deployments', 'people', 'pipelines'];
const ENDS = nodeMachine.states.filter((status) => nodeMachine.isTerminal(status));

/** What follows from nodes' new states, by their kinds. Effects are rows; nothing here reaches outside the database. */
@Injectable()
export class NodeEffects {
  constructor(
    private readonly jobs: JobDispatcher,
    private readonly approvals: ApprovalRequester,
    private readonly failures: FailureRequester,
    private readonly deployments: DeploymentRequester,
    private readonly retries: NodeRetries,
    private readonly timers: TimersRepository,
    private readonly children: ChildRequester,
  ) {}

  /** Resolves to the effects that cannot be had. */
  async follow(tx: Tx, landed: readonly Landed[]): Promise<Trouble[]> {
    const moved = landed.flatMap(({ change, nodes }) =>
      nodes.map(({ node, from, facts, message }) => ({ loaded: change.loaded, node, from, facts, message })),
    );
    const of = (worker: Worker, ...statuses: NodeStatus[]): (typeof moved)[number][] =>
      moved.filter(({ node }) => workerOf(node.kind) === worker && statuses.includes(node.status));

    await this.jobs.takeBack(tx, [
      ...of('runner', ...ENDS, 'retrying', 'waiting'),
      ...ASKED.flatMap((worker) => of(worker, ...ENDS)),
    ]);
    await this.jobs.withdraw(tx, of('runner', 'pending'));
    await this.retries.prepare(tx, of('runner', 'retrying'));
    await this.timers.stop(
      tx,
      of('runner', 'ready', 'pending').filter(({ from }) => from === 'retrying'),
    );
    await this.timers.start(tx, of('clock', 'waiting').flatMap(waitOf));
    await this.jobs.startClocks(tx, [
      ...of('runner', 'running', 'waiting'),
      ...of('deployments', 'running'),
      ...of('people', 'waiting'),
      ...of('pipelines', 'waiting'),
    ]);
    const stopped = landed.flatMap(toldToStop);
    await this.jobs.requestCancel(tx, stopped);
    await this.children.stop(tx, [...stopped, ...of('pipelines', ...ENDS)]);
    const troubles = await this.jobs.dispatch(tx, of('runner', 'ready'));
    troubles.push(...(await this.children.request(tx, of('pipelines', 'waiting'))));
    for (const one of of('runner', 'waiting')) await this.failures.request(tx, one);
    for (const one of of('runner', ...ENDS)) if (one.from === 'waiting') await this.failures.close(tx, one);
    for (const one of of('people', 'waiting')) await this.approvals.request(tx, one);
    for (const one of of('people', 'cancelled')) await this.approvals.close(tx, one, 'withdraw');
    for (const one of of('people', 'timed_out')) await this.approvals.close(tx, one, 'expire');
    for (const one of of('deployments', 'waiting')) {
      const message = await this.deployments.request(tx, one);
      if (message !== undefined) troubles.push({ moved: one, message });
    }
    return troubles;
  }
}

function waitOf({ loaded, node }: MovedNode): Timer[] {
  const { definition } = node;
  if (definition.kind !== 'wait') return [];
  return [{ nodeId: node.id, executionId: loaded.execution.id, afterMs: definition.forMs }];
}

function toldToStop({ change }: Landed): MovedNode[] {
  return change.commands.flatMap((command) => {
    const node = command.type === 'request_cancel' ? change.loaded.nodes.get(command.key) : undefined;
    return node ? [{ loaded: change.loaded, node }] : [];
  });
}
