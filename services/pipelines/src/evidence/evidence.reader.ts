import { Injectable } from '@nestjs/common';
import { cursorKey, OrgTx, type Page, type PageQuery, toPage, type Tx } from '@throughline/platform';
import type { EvidenceDetailResponse, EvidenceItemResponse } from './evidence.dto.js';
import { refuse } from './evidence.errors.js';
import { EvidenceRepository, type EvidenceRow } from './evidence.repository.js';
import { type ScanWaivers, WaivedFindings } from './waived-findings.js';

/** Evidence as screens and programs see it: a scan without what is waived now. */
@Injectable()
export class EvidenceReader {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly repository: EvidenceRepository,
    private readonly waived: WaivedFindings,
  ) {}

  async list(orgId: string, executionId: string, query: PageQuery): Promise<Page<EvidenceItemResponse>> {
    const before = cursorKey(query.cursor, 1)?.[0]?.toString();
    const { rows, waivers } = await this.orgTx.run(orgId, async (tx) => {
      const found = await tx.query('SELECT 1 FROM execution WHERE id = $1', [executionId]);
      if (found.length === 0) throw refuse('not_found');
      const listed = await this.repository.list(tx, executionId, before, query.limit);
      return { rows: listed, waivers: await this.waived.of(tx, scansIn(listed)) };
    });
    return toPage(
      rows,
      query.limit,
      (row) => [row.id],
      (row) => viewOf(row, waivers.get(row.id)),
    );
  }

  get(orgId: string, evidenceId: string): Promise<EvidenceDetailResponse> {
    return this.orgTx.run(orgId, async (tx) => {
      const row = await this.repository.findWhole(tx, evidenceId);
      if (!row) throw refuse('not_found');
      const { items, ...rest } = row;
      const waiver = (await this.waived.of(tx, scansIn([rest]))).get(row.id);
      return { ...viewOf(rest, waiver), items: waiver ? items.map((item) => withWaiver(item, waiver)) : items };
    });
  }

  /** In the order of their ids, each once. */
  async views(tx: Tx, ids: readonly string[]): Promise<EvidenceItemResponse[]> {
    const rows = await this.repository.find(tx, ids);
    const waivers = await this.waived.of(tx, scansIn(rows));
    return rows.map((row) => viewOf(row, waivers.get(row.id)));
  }
}

const scansIn = (rows: readonly EvidenceRow[]): string[] =>
  rows.filter(({ kind, status }) => kind === 'vulnerability_scan' && status !== 'unreadable').map(({ id }) => id);

function withWaiver(item: object, { findings }: ScanWaivers): object {
  const id = 'id' in item ? String(item.id) : '';
  return { ...item, waived: findings.has(id.toUpperCase()) };
}

function viewOf({ recordedAt, ...row }: EvidenceRow, waivers: ScanWaivers | undefined): EvidenceItemResponse {
  const at = recordedAt.toISOString();
  return waivers
    ? { ...row, status: waivers.status, summary: waivers.summary, recordedAt: at }
    : { ...row, recordedAt: at };
}
