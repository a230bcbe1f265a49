import { Injectable } from '@nestjs/common';
import { deploymentsEnvironmentChangedV1 } from '@throughline/contracts';
import { slugify } from '@throughline/kernel';
import { Audit, LiveHub, OrgTx, Outbox, type Page, type PageQuery, toPage, type Tx } from '@throughline/platform';
import { EntitlementLimits } from '../organizations/entitlement-limits.js';
import { positionAfter } from '../organizations/list-cursor.js';
import type { CreateEnvironmentRequest, EnvironmentResponse, UpdateEnvironmentRequest } from './environments.dto.js';
import { refuseEnvironment } from './environments.errors.js';
import { environmentResponse } from './environments.response.js';
import {
  changeEnvironment,
  type EnvironmentRow,
  insertEnvironment,
  listEnvironmentRows,
  requireEnvironment,
} from './environments.repository.js';

@Injectable()
export class EnvironmentsService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    private readonly live: LiveHub,
    private readonly limits: EntitlementLimits,
  ) {}

  async list(orgId: string, query: PageQuery): Promise<Page<EnvironmentResponse>> {
    const after = positionAfter(query.cursor);
    const rows = await this.orgTx.run(orgId, (tx) => listEnvironmentRows(tx, query.limit, after));
    return toPage(rows, query.limit, (row) => [row.position, row.id], environmentResponse);
  }

  get(orgId: string, id: string): Promise<EnvironmentResponse> {
    return this.orgTx.run(orgId, async (tx) => environmentResponse(await requireEnvironment(tx, id)));
  }

  async create(orgId: string, request: CreateEnvironmentRequest): Promise<EnvironmentResponse> {
    const slug = request.slug ?? slugify(request.name);
    if (slug === '') throw refuseEnvironment('slug_missing');
    return this.orgTx.run(orgId, async (tx) => {
      await this.limits.demandRoom(tx, 'environments');
      const { name, position } = request;
      const auto_rollback = request.autoRollback ?? true;
      const row = await insertEnvironment(tx, { slug, name, class: request.class, position, auto_rollback });
      if (!row) throw refuseEnvironment('slug_taken', undefined, [{ pointer: '/slug', message: 'is taken' }]);
      return this.announce(tx, row, 'created');
    });
  }

  update(orgId: string, id: string, request: UpdateEnvironmentRequest): Promise<EnvironmentResponse> {
    return this.orgTx.run(orgId, async (tx) => {
      const before = await requireEnvironment(tx, id, 'FOR UPDATE');
      const row = await changeEnvironment(tx, id, {
        name: request.name ?? before.name,
        position: request.position ?? before.position,
        auto_rollback: request.autoRollback ?? before.auto_rollback,
      });
      return this.announce(tx, row, 'updated', before);
    });
  }

  private async announce(
    tx: Tx,
    row: EnvironmentRow,
    what: string,
    before?: EnvironmentRow,
  ): Promise<EnvironmentResponse> {
    await this.audit.record(tx, {
      action: `environment.${what}`,
      resourceKind: 'environment',
      resourceId: row.id,
      resourceName: row.name,
      before: before ? factsOf(before) : null,
      after: factsOf(row),
    });
    await this.outbox.append(
      tx,
      deploymentsEnvironmentChangedV1,
      { kind: 'environment', id: row.id },
      { environmentId: row.id, slug: row.slug, ...factsOf(row) },
    );
    this.live.changed(tx, 'environment', row.id);
    return environmentResponse(row);
  }
}

function factsOf(row: EnvironmentRow): Pick<EnvironmentResponse, 'name' | 'class' | 'position' | 'autoRollback'> {
  return { name: row.name, class: row.class, position: row.position, autoRollback: row.auto_rollback };
}
