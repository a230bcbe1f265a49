import { Injectable } from '@nestjs/common';
import { Audit, OrgTx } from '@throughline/platform';
import { ExpiredRepository } from './expired.repository.js';
import type {
  PreviewRetentionQuery,
  RetentionPreviewResponse,
  RetentionResponse,
  SetRetentionRequest,
} from './retention.dto.js';
import { RetentionRepository } from './retention.repository.js';

/** How long an organization keeps artifacts and logs of runs that are over. */
@Injectable()
export class RetentionService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly retention: RetentionRepository,
    private readonly expired: ExpiredRepository,
    private readonly audit: Audit,
  ) {}

  get(orgId: string): Promise<RetentionResponse> {
    return this.orgTx.run(orgId, (tx) => this.retention.get(tx));
  }

  preview(orgId: string, { artifactDays, logDays }: PreviewRetentionQuery): Promise<RetentionPreviewResponse> {
    return this.orgTx.run(orgId, (tx) => this.expired.preview(tx, artifactDays ?? null, logDays ?? null));
  }

  /** What is older than it says goes from now on, and cannot be had back. */
  set(orgId: string, { artifactDays, logDays }: SetRetentionRequest): Promise<RetentionResponse> {
    return this.orgTx.run(orgId, async (tx) => {
      const { updatedAt: _at, ...before } = await this.retention.get(tx);
      const after = { artifactDays, logDays };
      await this.retention.set(tx, after);
      const subject = { resourceKind: 'retention', resourceId: orgId };
      await this.audit.record(tx, { action: 'retention.updated', ...subject, before, after });
      return this.retention.get(tx);
    });
  }
}
