import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import { ApprovalRequester } from '../approvals/approval-requester.js';
import { DeploymentRequester } from './deployment-requester.js';
import type { ExecutionRow, NodeRow } from './execution-rows.js';
import { JobDispatcher } from './job-dispatcher.js';
import { nodeMachine } from './node.machine.js';

/** What follows from a node's new state, by its kind. Effects are rows; nothing here reaches outside the database. */
@Injectable()
export class NodeEffects {
  constructor(
    private readonly jobs: JobDispatcher,
    private readonly approvals: ApprovalRequester,
    private readonly deployments: DeploymentRequester,
  ) {}

  /** Resolves to a sentence when the effect cannot be had; the node then is in error. */
  async entered(tx: Tx, execution: ExecutionRow, node: NodeRow): Promise<string | undefined> {
    if (nodeMachine.isTerminal(node.status)) {
      await this.jobs.takeBack(tx, node);
      if (node.kind === 'approval' && node.status === 'cancelled') await this.approvals.withdraw(tx, execution, node);
      return undefined;
    }
    if (node.status === 'ready') return this.jobs.dispatch(tx, execution, node);
    if (node.status === 'running') return this.jobs.startClock(tx, execution, node);
    if (node.kind === 'approval') return this.approvals.request(tx, execution, node);
    return this.deployments.request(tx, execution, node);
  }

  /** Tells the runner that holds the node to stop it, with its next heartbeat. */
  async requestCancel(tx: Tx, execution: ExecutionRow, key: string): Promise<void> {
    await this.jobs.requestCancel(tx, execution.id, key);
  }
}
