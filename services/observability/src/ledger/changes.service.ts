import { Injectable } from '@nestjs/common';
import { OrgTx, type Page, toPage } from '@throughline/platform';
import { timeCursor } from '../paging/time-cursor.js';
import type { ChangeResponse, ListChangesQuery } from './changes.dto.js';
import { refuseChanges } from './changes.errors.js';
import { changeResponse, ChangesQueries } from './changes.queries.js';

/** The ledger as people read it. */
@Injectable()
export class ChangesService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly changes: ChangesQueries,
  ) {}

  list(orgId: string, query: ListChangesQuery): Promise<Page<ChangeResponse>> {
    const filter = {
      serviceId: query.serviceId,
      environmentId: query.environmentId,
      from: timeOf(query.from),
      to: timeOf(query.to),
    };
    const after = timeCursor(query.cursor);
    return this.orgTx.run(orgId, async (tx) => {
      const rows = await this.changes.list(tx, filter, query.limit, after);
      return toPage(rows, query.limit, (row) => [row.key, row.id], changeResponse);
    });
  }
}

function timeOf(text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) throw refuseChanges('time_invalid');
  return time;
}
