import { Injectable } from '@nestjs/common';
import { pipelinesDeployRequestedV1 } from '@throughline/contracts';
import { Outbox, type Tx } from '@throughline/platform';
import { JobDispatcher } from './job-dispatcher.js';
import type { MovedNode } from './moved-node.js';

interface ArtifactRow {
  artifactId: string;
  digest: string;
  sizeBytes: number;
  fileName: string;
}

/** Asks the deployments service on behalf of a deploy or promote node, which then waits for its answer. */
@Injectable()
export class DeploymentRequester {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: JobDispatcher,
  ) {}

  /** Resolves to a sentence when there is nothing to deploy. */
  async request(tx: Tx, moved: MovedNode): Promise<string | undefined> {
    const { node } = moved;
    const { execution } = moved.loaded;
    const { definition } = node;
    if (definition.kind !== 'deploy' && definition.kind !== 'promote') return `${definition.kind} is not a deployment.`;
    const artifact = definition.kind === 'deploy' ? await this.artifact(tx, execution.id, definition.artifact) : null;
    if (artifact === undefined)
      return `The artifact ${definition.kind === 'deploy' ? definition.artifact : ''} was not published.`;
    const [environmentSlug, fromEnvironmentSlug] =
      definition.kind === 'deploy' ? [definition.environment, null] : [definition.to, definition.from];
    await this.outbox.append(
      tx,
      pipelinesDeployRequestedV1,
      { kind: 'execution', id: execution.id },
      {
        requestId: node.attemptId,
        executionId: execution.id,
        nodeId: node.id,
        nodeKey: node.key,
        kind: definition.kind === 'deploy' ? 'deploy' : 'promotion',
        serviceSlug: definition.service,
        environmentSlug,
        fromEnvironmentSlug,
        version: `${execution.number}-${execution.commit.sha.slice(0, 7)}`,
        artifact,
        commit: execution.commit,
        requestedBy: execution.requestedBy,
      },
    );
    await this.clock.startClocks(tx, [moved]);
    return undefined;
  }

  /** The newest of its name by the database's clock; ids are of each process's. */
  private async artifact(tx: Tx, executionId: string, name: string): Promise<ArtifactRow | undefined> {
    const rows = await tx.query<ArtifactRow>(
      `SELECT id AS "artifactId", digest, size_bytes::int AS "sizeBytes", file_name AS "fileName"
       FROM artifact WHERE execution_id = $1 AND name = $2 ORDER BY created_at DESC LIMIT 1`,
      [executionId, name],
    );
    return rows[0];
  }
}
