import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import { ApprovalRequester } from '../approvals/approval-requester.js';
import type { Landed } from './change-writer.js';
import { DeploymentRequester } from './deployment-requester.js';
import { JobDispatcher } from './job-dispatcher.js';
import type { MovedNode, Trouble } from './moved-node.js';
import { nodeMachine } from './node.machine.js';

/** What follows from nodes' new states, by their kinds. Effects are rows; nothing here reaches outside the database. */
@Injectable()
export class NodeEffects {
  constructor(
    private readonly jobs: JobDispatcher,
    private readonly approvals: ApprovalRequester,
    private readonly deployments: DeploymentRequester,
  ) {}

  /** Resolves to the effects that cannot be had. */
  async follow(tx: Tx, landed: readonly Landed[]): Promise<Trouble[]> {
    const moved = landed.flatMap(({ change, nodes }) => nodes.map(({ node }) => ({ loaded: change.loaded, node })));
    const of = (wanted: (node: MovedNode['node']) => boolean): MovedNode[] => moved.filter(({ node }) => wanted(node));
    const isDeployment = (kind: string): boolean => kind === 'deploy' || kind === 'promote';

    await this.jobs.takeBack(
      tx,
      of(({ status }) => nodeMachine.isTerminal(status)),
    );
    await this.jobs.startClocks(
      tx,
      of(({ status }) => status === 'running'),
    );
    await this.jobs.requestCancel(tx, landed.flatMap(toldToStop));
    const troubles = await this.jobs.dispatch(
      tx,
      of(({ status }) => status === 'ready'),
    );
    for (const { loaded, node } of of(({ kind }) => kind === 'approval')) {
      if (node.status === 'waiting') await this.approvals.request(tx, loaded.execution, node);
      if (node.status === 'cancelled') await this.approvals.withdraw(tx, loaded.execution, node);
    }
    for (const one of of(({ kind, status }) => isDeployment(kind) && status === 'waiting')) {
      const message = await this.deployments.request(tx, one);
      if (message !== undefined) troubles.push({ moved: one, message });
    }
    return troubles;
  }
}

function toldToStop({ change }: Landed): MovedNode[] {
  return change.commands.flatMap((command) => {
    const node = command.type === 'request_cancel' ? change.loaded.nodes.get(command.key) : undefined;
    return node ? [{ loaded: change.loaded, node }] : [];
  });
}
