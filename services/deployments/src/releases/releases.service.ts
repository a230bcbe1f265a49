import { Injectable } from '@nestjs/common';
import { OrgTx, type Page, toPage } from '@throughline/platform';
import { idAfter } from '../organizations/list-cursor.js';
import { releaseResponse } from './release.response.js';
import type { ListReleasesQuery, ReleaseResponse } from './releases.dto.js';
import { listReleaseRows, requireRelease } from './releases.repository.js';

/** Releases are only read here: a deployment that is asked for makes them. */
@Injectable()
export class ReleasesService {
  constructor(private readonly orgTx: OrgTx) {}

  async list(orgId: string, query: ListReleasesQuery): Promise<Page<ReleaseResponse>> {
    const page = { limit: query.limit, before: idAfter(query.cursor), serviceId: query.serviceId };
    const rows = await this.orgTx.run(orgId, (tx) => listReleaseRows(tx, page));
    return toPage(rows, query.limit, (row) => [row.id], releaseResponse);
  }

  get(orgId: string, id: string): Promise<ReleaseResponse> {
    return this.orgTx.run(orgId, async (tx) => releaseResponse(await requireRelease(tx, id)));
  }
}
