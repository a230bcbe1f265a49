import { Injectable } from '@nestjs/common';
import {
  deploymentsDeploymentFinishedV1,
  deploymentsDeploymentStartedV1,
  type Envelope,
  type EventData,
} from '@throughline/contracts';
import { OnEvent, type Tx } from '@throughline/platform';
import { ExecutionEngine } from './execution-engine.js';
import type { ExecutionEvent } from './execution-planner.js';

type Finished = EventData<typeof deploymentsDeploymentFinishedV1>;

/** The answers to deploy and promote nodes. The two events may come in either order; the node ends with `finished`. */
@Injectable()
export class DeploymentHandlers {
  constructor(private readonly engine: ExecutionEngine) {}

  @OnEvent(deploymentsDeploymentStartedV1)
  async started(event: Envelope<EventData<typeof deploymentsDeploymentStartedV1>>, tx: Tx): Promise<void> {
    const { requestId, deploymentId } = event.data;
    const node = await this.nodeOf(tx, requestId, deploymentId);
    if (node)
      await this.engine.apply(tx, node.executionId, { type: 'node', key: node.key, trigger: 'start', message: null });
  }

  @OnEvent(deploymentsDeploymentFinishedV1)
  async finished(event: Envelope<Finished>, tx: Tx): Promise<void> {
    const { requestId, deploymentId, outcome, url, version } = event.data;
    const node = await this.nodeOf(tx, requestId, deploymentId);
    if (!node) return;
    if (outcome === 'live') {
      const outputs = { deploymentId, version, ...(url === null ? {} : { url }) };
      await tx.query('UPDATE node SET outputs = $2 WHERE id = $1', [node.id, JSON.stringify(outputs)]);
    }
    await this.engine.apply(tx, node.executionId, endOf(node.key, event.data));
  }

  private async nodeOf(
    tx: Tx,
    requestId: string | null,
    deploymentId: string,
  ): Promise<{ id: string; executionId: string; key: string } | undefined> {
    if (requestId === null) return undefined;
    const found = await tx.query<{ id: string; executionId: string; key: string }>(
      `SELECT id, execution_id AS "executionId", key FROM node WHERE attempt_id = $1 AND kind IN ('deploy', 'promote')`,
      [requestId],
    );
    const node = found[0];
    if (!node) return undefined;
    // The lock order is execution, then node; without it a cancel at the same moment could deadlock with us.
    await tx.query('SELECT 1 FROM execution WHERE id = $1 FOR UPDATE', [node.executionId]);
    await tx.query('UPDATE node SET deployment_id = $2 WHERE id = $1', [node.id, deploymentId]);
    return node;
  }
}

function endOf(key: string, { outcome, message }: Finished): ExecutionEvent {
  if (outcome === 'live') return { type: 'node', key, trigger: 'succeed', message };
  if (outcome === 'cancelled')
    return { type: 'node', key, trigger: 'cancel', message: message ?? 'The deployment was cancelled.' };
  return { type: 'node', key, trigger: 'fail', message: message ?? 'The deployment failed.' };
}
