import { Injectable } from '@nestjs/common';
import { cursorKey, OrgTx, type Page, toPage } from '@throughline/platform';
import type { FiringResponse, ListFiringsQuery } from './firings.dto.js';
import { firingResponse, FiringsRepository } from './firings.repository.js';

@Injectable()
export class FiringsService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly firings: FiringsRepository,
  ) {}

  list(orgId: string, query: ListFiringsQuery): Promise<Page<FiringResponse>> {
    const after = cursorKey(query.cursor, 1)?.[0];
    const afterId = after === undefined ? undefined : String(after);
    return this.orgTx.run(orgId, async (tx) => {
      const rows = await this.firings.list(tx, { ruleId: query.alertRuleId, afterId, limit: query.limit });
      return toPage(rows, query.limit, (row) => [row.id], firingResponse);
    });
  }
}
