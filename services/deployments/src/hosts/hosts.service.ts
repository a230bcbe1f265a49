import { Injectable } from '@nestjs/common';
import { defineErrors } from '@throughline/kernel';
import {
  Audit,
  LiveHub,
  OrgTx,
  type Page,
  type PageQuery,
  type Principal,
  requireIn,
  toPage,
} from '@throughline/platform';
import { requireEnvironment } from '../environments/environments.repository.js';
import { idAfter } from '../organizations/list-cursor.js';
import type { CreateHostRequest, HostResponse } from './hosts.dto.js';
import { HOSTS_CHANNEL } from './hosts.channel.js';
import { type HostRow, insertHost, listHostRows, requireHost } from './hosts.repository.js';

const refuse = defineErrors({
  host_name_taken: { category: 'conflict', message: 'The environment has a host of this name.' },
});

@Injectable()
export class HostsService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly audit: Audit,
    private readonly live: LiveHub,
  ) {}

  async list(orgId: string, query: PageQuery): Promise<Page<HostResponse>> {
    const rows = await this.orgTx.run(orgId, (tx) => listHostRows(tx, query.limit, idAfter(query.cursor)));
    return toPage(rows, query.limit, (row) => [row.id], responseOf);
  }

  get(orgId: string, hostId: string): Promise<HostResponse> {
    return this.orgTx.run(orgId, async (tx) => responseOf(await requireHost(tx, hostId)));
  }

  create(orgId: string, request: CreateHostRequest, principal: Principal): Promise<HostResponse> {
    return this.orgTx.run(orgId, async (tx) => {
      const environment = await requireEnvironment(tx, request.environmentId);
      requireIn(principal, 'hosts.manage', environment.id, environment.name);
      const { environmentId, name, kind } = request;
      const row = await insertHost(tx, { environment_id: environmentId, name, kind });
      if (!row) throw refuse('host_name_taken', undefined, [{ pointer: '/name', message: 'is taken' }]);
      await this.audit.record(tx, {
        action: 'host.created',
        resourceKind: 'host',
        resourceId: row.id,
        resourceName: row.name,
        after: { environmentId, kind },
      });
      this.live.changed(tx, 'host', row.id);
      tx.hint(HOSTS_CHANNEL);
      return responseOf(row);
    });
  }
}

function responseOf(row: HostRow): HostResponse {
  return {
    id: row.id,
    environmentId: row.environment_id,
    name: row.name,
    kind: row.kind,
    health: row.health,
    lastCheckedAt: row.last_checked_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
  };
}
