import { Injectable } from '@nestjs/common';
import { Audit, LiveHub, type Tx } from '@throughline/platform';
import type { RemovedArtifact, RemovedLogs } from './expired.repository.js';

/** Tells of what was removed: the audit log, and the screens of the executions. */
@Injectable()
export class RetentionFacts {
  constructor(
    private readonly audit: Audit,
    private readonly live: LiveHub,
  ) {}

  async note(
    tx: Tx,
    orgId: string,
    { artifacts, logs: { logs } }: { artifacts: readonly RemovedArtifact[]; logs: RemovedLogs },
  ): Promise<void> {
    if (artifacts.length === 0 && logs === 0) return;
    const bytes = artifacts.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    await this.audit.record(tx, {
      ...{ action: 'retention.applied', resourceKind: 'retention', resourceId: orgId },
      after: { artifacts: artifacts.length, artifactBytes: bytes, logs },
    });
    this.live.changedAll(tx, 'execution', [...new Set(artifacts.map(({ executionId }) => executionId))]);
  }
}
