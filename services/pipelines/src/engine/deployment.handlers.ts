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
    const node = await this.nodeOf(tx, requestId);
    if (!node) return;
    const facts = { deploymentId };
    await this.engine.apply(tx, node.executionId, {
      type: 'node',
      key: node.key,
      trigger: 'start',
      message: null,
      facts,
    });
  }

  @OnEvent(deploymentsDeploymentFinishedV1)
  async finished(event: Envelope<Finished>, tx: Tx): Promise<void> {
    const node = await this.nodeOf(tx, event.data.requestId);
    if (node) await this.engine.apply(tx, node.executionId, endOf(node.key, event.data));
  }

  private async nodeOf(tx: Tx, requestId: string | null): Promise<{ executionId: string; key: string } | undefined> {
    if (requestId === null) return undefined;
    const found = await tx.query<{ executionId: string; key: string }>(
      `SELECT execution_id AS "executionId", key FROM node WHERE attempt_id = $1 AND kind IN ('deploy', 'promote')`,
      [requestId],
    );
    return found[0];
  }
}

function endOf(key: string, { deploymentId, version, url, outcome, message }: Finished): ExecutionEvent {
  const node = { type: 'node' as const, key };
  if (outcome === 'live') {
    const outputs = { deploymentId, version, ...(url === null ? {} : { url }) };
    return { ...node, trigger: 'succeed', message, facts: { deploymentId, outputs } };
  }
  const facts = { deploymentId };
  if (outcome === 'cancelled')
    return { ...node, trigger: 'cancel', message: message ?? 'The deployment was cancelled.', facts };
  return { ...node, trigger: 'fail', message: message ?? 'The deployment failed.', facts };
}
