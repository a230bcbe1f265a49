import { Injectable } from '@nestjs/common';
import type { Actor } from '@throughline/contracts';
import { Audit, currentContext, cursorKey, OrgTx, type Page, toPage, type Tx } from '@throughline/platform';
import { DirectoryQueries } from '../directory/directory.queries.js';
import { RepositoriesRepository } from '../repositories/repositories.repository.js';
import { refuse } from './evidence.errors.js';
import type { CreateWaiverRequest, ListWaiversQuery, WaiverResponse } from './waivers.dto.js';
import { type WaiverRow, WaiversRepository } from './waivers.repository.js';

const NOBODY: Actor = { userId: null, name: 'Throughline' };

/** Findings that somebody has answered for, until a date, in a repository or a service. */
@Injectable()
export class WaiversService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly waivers: WaiversRepository,
    private readonly repositories: RepositoriesRepository,
    private readonly directory: DirectoryQueries,
    private readonly audit: Audit,
  ) {}

  async list(orgId: string, { state, limit, cursor }: ListWaiversQuery): Promise<Page<WaiverResponse>> {
    const before = cursorKey(cursor, 1)?.[0]?.toString();
    const rows = await this.orgTx.run(orgId, (tx) => this.waivers.list(tx, { state, before, limit }));
    return toPage(rows, limit, (row) => [row.id], viewOf);
  }

  grant(orgId: string, request: CreateWaiverRequest): Promise<WaiverResponse> {
    const { finding, repositoryId = null, service = null, reason, expiresAt } = request;
    if ((repositoryId === null) === (service === null)) throw refuse('waiver_scope');
    return this.orgTx.run(orgId, async (tx) => {
      await this.refuseUnknown(tx, repositoryId, service);
      const given = { finding, repositoryId, service, reason, expiresAt };
      const id = await this.waivers.insert(tx, given, currentContext()?.actor ?? NOBODY);
      if (id === undefined) throw refuse('waiver_expiry');
      await this.note(tx, 'waiver.granted', { id, finding }, { after: given });
      return viewOf(await this.found(tx, id));
    });
  }

  async revoke(orgId: string, id: string): Promise<void> {
    await this.orgTx.run(orgId, async (tx) => {
      const row = await this.found(tx, id);
      if (!(await this.waivers.revoke(tx, id, currentContext()?.actor ?? NOBODY))) throw refuse('waiver_revoked');
      const { finding, repositoryId, service, reason } = row;
      const before = { finding, repositoryId, service, reason, expiresAt: row.expiresAt.toISOString() };
      await this.note(tx, 'waiver.revoked', row, { before });
    });
  }

  private async found(tx: Tx, id: string): Promise<WaiverRow> {
    const row = await this.waivers.find(tx, id);
    if (!row) throw refuse('not_found');
    return row;
  }

  private async refuseUnknown(tx: Tx, repositoryId: string | null, service: string | null): Promise<void> {
    if (repositoryId !== null && !(await this.repositories.find(tx, repositoryId))) throw refuse('not_found');
    if (service !== null && !(await this.directory.slugs(tx)).services.includes(service))
      throw refuse('service_unknown');
  }

  private async note(
    tx: Tx,
    action: string,
    { id, finding }: { id: string; finding: string },
    states: { before?: Record<string, unknown>; after?: Record<string, unknown> },
  ): Promise<void> {
    await this.audit.record(tx, { action, resourceKind: 'waiver', resourceId: id, resourceName: finding, ...states });
  }
}

function viewOf({ expiresAt, createdAt, revokedAt, ...row }: WaiverRow): WaiverResponse {
  return {
    ...row,
    expiresAt: expiresAt.toISOString(),
    createdAt: createdAt.toISOString(),
    revokedAt: revokedAt?.toISOString() ?? null,
  };
}
