import { Injectable } from '@nestjs/common';
import type { Actor } from '@throughline/contracts';
import { Audit, currentContext, LiveHub, type Tx } from '@throughline/platform';
import type { EvidenceItemResponse } from './evidence.dto.js';
import { EvidenceReader } from './evidence.reader.js';
import { EvidenceRepository, type NewEvidence } from './evidence.repository.js';

const NOBODY: Actor = { userId: null, name: 'Throughline' };

/** Evidence that a request brings: rows, audit fact and hints to open screens, in one transaction. */
@Injectable()
export class EvidenceRecorder {
  constructor(
    private readonly repository: EvidenceRepository,
    private readonly reader: EvidenceReader,
    private readonly audit: Audit,
    private readonly live: LiveHub,
  ) {}

  /** Resolves to what is there now, each once. @param given at least one */
  async record(tx: Tx, given: readonly NewEvidence[]): Promise<EvidenceItemResponse[]> {
    const ids = await this.repository.record(tx, given, currentContext()?.actor ?? NOBODY);
    const said = given.map(({ executionId, kind, name, status }) => ({ executionId, kind, name, status }));
    await this.audit.record(tx, {
      ...{ action: 'evidence.recorded', resourceKind: 'evidence', resourceId: ids[0] ?? '' },
      ...{ resourceName: given[0]?.name ?? null, after: { evidence: said } },
    });
    this.live.changedAll(tx, 'execution', [...new Set(given.map(({ executionId }) => executionId))]);
    return this.reader.views(tx, ids);
  }
}
