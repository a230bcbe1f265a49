import { Injectable } from '@nestjs/common';
import { Audit, OrgTx } from '@throughline/platform';
import { Readable } from 'node:stream';
import { toEntry } from './audit-entry-view.js';
import { WRITINGS } from './audit-export-format.js';
import { givenFilter } from './audit-filter.js';
import type { AuditExportQuery } from './audit-log.dto.js';
import { AuditLogQueries, type Place } from './audit-log.queries.js';

const BATCH = 500;

export interface AuditExportFile {
  contentType: string;
  name: string;
  content: Readable;
}

/** The audit log as a file. */
@Injectable()
export class AuditExport {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly queries: AuditLogQueries,
    private readonly audit: Audit,
  ) {}

  /**
   * The file of what the filter leaves, newest first; that it was taken is a fact of its own. It is read in batches as
   * the caller takes it, so its length costs no memory and holds no transaction open.
   */
  async take(orgId: string, query: AuditExportQuery, now = new Date()): Promise<AuditExportFile> {
    const { format, ...filter } = query;
    await this.orgTx.run(orgId, (tx) =>
      this.audit.record(tx, {
        action: 'audit_log.exported',
        resourceKind: 'audit_log',
        resourceId: orgId,
        after: { format, ...givenFilter(filter) },
      }),
    );
    const { contentType } = WRITINGS[format];
    const name = `audit-log-${now.toISOString().slice(0, 10)}.${format}`;
    return { contentType, name, content: Readable.from(this.pieces(orgId, query), { objectMode: false }) };
  }

  private async *pieces(orgId: string, { format, ...filter }: AuditExportQuery): AsyncGenerator<string> {
    const writing = WRITINGS[format];
    let after: Place | undefined;
    let gap = '';
    yield writing.first;
    for (;;) {
      const slice = { after, order: 'newest' as const, limit: BATCH };
      const rows = await this.orgTx.run(orgId, (tx) => this.queries.slice(tx, filter, slice));
      const last = rows.at(-1);
      if (!last) break;
      yield gap + rows.map((row) => writing.entry(toEntry(row))).join(writing.between);
      gap = writing.between;
      after = { at: last.occurred_at, id: last.id };
      if (rows.length < BATCH) break;
    }
    yield writing.last;
  }
}
