import { Injectable } from '@nestjs/common';
import { Audit, LiveHub, OrgTx, type Tx } from '@throughline/platform';
import { executionMachine, type ExecutionStatus } from '../engine/execution.machine.js';
import { refuse } from './artifacts.errors.js';
import { BlobsRepository } from './blobs.repository.js';

interface DeletedRow {
  executionId: string;
  name: string;
  fileName: string;
  digest: string;
  sizeBytes: number;
}

/** The end of an artifact. Its content goes with the last artifact that names it; its evidence stays. */
@Injectable()
export class ArtifactDeletion {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly blobs: BlobsRepository,
    private readonly audit: Audit,
    private readonly live: LiveHub,
  ) {}

  /** @throws `execution_not_over` while a later node of the execution could still ask for it */
  async delete(orgId: string, artifactId: string): Promise<void> {
    await this.orgTx.run(orgId, async (tx) => {
      await this.refuseWhileRunning(tx, artifactId);
      const rows = await tx.query<DeletedRow>(
        `DELETE FROM artifact WHERE id = $1 RETURNING execution_id AS "executionId", name, file_name AS "fileName", digest,
           size_bytes::float8 AS "sizeBytes"`,
        [artifactId],
      );
      const row = rows[0];
      if (!row) throw refuse('not_found');
      await this.blobs.release(tx, row);
      const subject = { resourceKind: 'artifact', resourceId: artifactId, resourceName: row.name };
      await this.audit.record(tx, { action: 'artifact.deleted', ...subject, before: { ...row } });
      this.live.changed(tx, 'execution', row.executionId);
    });
  }

  private async refuseWhileRunning(tx: Tx, artifactId: string): Promise<void> {
    const rows = await tx.query<{ status: ExecutionStatus }>(
      `SELECT e.status FROM execution e JOIN artifact a ON a.execution_id = e.id WHERE a.id = $1 FOR SHARE OF e`,
      [artifactId],
    );
    const status = rows[0]?.status;
    if (status === undefined) throw refuse('not_found');
    if (!executionMachine.isTerminal(status)) throw refuse('execution_not_over');
  }
}
