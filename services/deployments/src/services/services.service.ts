import { Injectable } from '@nestjs/common';
import { deploymentsServiceChangedV1 } from '@throughline/contracts';
import { slugify } from '@throughline/kernel';
import { Audit, LiveHub, OrgTx, Outbox, type Page, type PageQuery, toPage, type Tx } from '@throughline/platform';
import { EntitlementLimits } from '../organizations/entitlement-limits.js';
import { idAfter } from '../organizations/list-cursor.js';
import { ProjectLookup } from '../organizations/project-lookup.js';
import type { CreateServiceRequest, ServiceResponse, UpdateServiceRequest } from './services.dto.js';
import { refuseService } from './services.errors.js';
import {
  changeService,
  insertService,
  listServiceRows,
  requireService,
  type ServiceRow,
} from './services.repository.js';

@Injectable()
export class ServicesService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    private readonly live: LiveHub,
    private readonly limits: EntitlementLimits,
    private readonly projects: ProjectLookup,
  ) {}

  async list(orgId: string, query: PageQuery): Promise<Page<ServiceResponse>> {
    const rows = await this.orgTx.run(orgId, (tx) => listServiceRows(tx, query.limit, idAfter(query.cursor)));
    return toPage(rows, query.limit, (row) => [row.id], responseOf);
  }

  get(orgId: string, serviceId: string): Promise<ServiceResponse> {
    return this.orgTx.run(orgId, async (tx) => responseOf(await requireService(tx, serviceId)));
  }

  async create(orgId: string, request: CreateServiceRequest): Promise<ServiceResponse> {
    const slug = request.slug ?? slugify(request.name);
    if (slug === '') throw refuseService('slug_missing');
    await this.projects.awaitProject(orgId, request.projectId);
    return this.orgTx.run(orgId, async (tx) => {
      await this.limits.demandRoom(tx, 'services');
      const row = await insertService(tx, {
        project_id: request.projectId,
        slug,
        name: request.name,
        run_command: request.run.command,
        health_path: request.run.healthPath,
      });
      if (!row) throw refuseService('slug_taken', undefined, [{ pointer: '/slug', message: 'is taken' }]);
      return this.announce(tx, row, 'created');
    });
  }

  update(orgId: string, serviceId: string, request: UpdateServiceRequest): Promise<ServiceResponse> {
    return this.orgTx.run(orgId, async (tx) => {
      const before = await requireService(tx, serviceId, 'FOR UPDATE');
      const row = await changeService(tx, serviceId, {
        name: request.name ?? before.name,
        run_command: request.run?.command ?? before.run_command,
        health_path: request.run?.healthPath ?? before.health_path,
      });
      return this.announce(tx, row, 'updated', before);
    });
  }

  private async announce(tx: Tx, row: ServiceRow, what: string, before?: ServiceRow): Promise<ServiceResponse> {
    await this.audit.record(tx, {
      action: `service.${what}`,
      resourceKind: 'service',
      resourceId: row.id,
      resourceName: row.name,
      before: before ? factsOf(before) : null,
      after: factsOf(row),
    });
    const data = { serviceId: row.id, projectId: row.project_id, slug: row.slug, name: row.name };
    await this.outbox.append(tx, deploymentsServiceChangedV1, { kind: 'service', id: row.id }, data);
    this.live.changed(tx, 'service', row.id);
    return responseOf(row);
  }
}

const factsOf = (row: ServiceRow): Record<string, unknown> => ({
  name: row.name,
  slug: row.slug,
  command: row.run_command,
  healthPath: row.health_path,
});

function responseOf(row: ServiceRow): ServiceResponse {
  return {
    id: row.id,
    projectId: row.project_id,
    slug: row.slug,
    name: row.name,
    run: { command: row.run_command, healthPath: row.health_path },
    createdAt: row.created_at.toISOString(),
  };
}
