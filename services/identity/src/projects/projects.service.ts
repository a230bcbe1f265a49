import { Injectable } from '@nestjs/common';
import { identityProjectChangedV1 } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { Audit, cursorKey, OrgTx, Outbox, type Page, type PageQuery, toPage, type Tx } from '@throughline/platform';
import { Entitlements } from '../entitlements/entitlements.js';
import { OrganizationsRepository } from '../organizations/organizations.repository.js';
import { isUsableSlug, slugCandidates } from '../text/slug-rules.js';
import type { CreateProjectRequest, ProjectResponse, UpdateProjectRequest } from './projects.dto.js';
import { refuse } from './projects.errors.js';
import { type ProjectRow, ProjectsRepository } from './projects.repository.js';

/** Projects: what an organization groups its repositories and services by. */
@Injectable()
export class ProjectsService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly projects: ProjectsRepository,
    private readonly organizations: OrganizationsRepository,
    private readonly entitlements: Entitlements,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
  ) {}

  list(orgId: string, query: PageQuery): Promise<Page<ProjectResponse>> {
    const after = cursorKey(query.cursor, 1)?.[0];
    return this.orgTx.run(orgId, async (tx) => {
      const rows = await this.projects.list(tx, query.limit, after?.toString());
      return toPage(rows, query.limit, (row) => [row.id], toProject);
    });
  }

  get(orgId: string, projectId: string): Promise<ProjectResponse> {
    return this.orgTx.run(orgId, async (tx) => {
      const row = await this.projects.find(tx, projectId);
      if (!row) throw refuse('not_found');
      return toProject(row);
    });
  }

  create(orgId: string, request: CreateProjectRequest): Promise<ProjectResponse> {
    const id = newId();
    const slugs = slugsFor(request, id);
    return this.orgTx.run(orgId, async (tx) => {
      await this.demandRoom(tx);
      const row = await this.insert(tx, { id, slugs, name: request.name, description: request.description ?? '' });
      await this.announce(tx, row, null);
      return toProject(row);
    });
  }

  update(orgId: string, projectId: string, changes: UpdateProjectRequest): Promise<ProjectResponse> {
    return this.orgTx.run(orgId, async (tx) => {
      if (changes.archived === false) await this.organizations.lock(tx); // before the project, as create does
      const before = await this.projects.lock(tx, projectId);
      if (!before) throw refuse('not_found');
      if (before.archived_at && changes.archived === false) await this.demandRoom(tx);
      const { name, description, archived } = { ...toProject(before), ...defined(changes) };
      const row = await this.projects.update(tx, projectId, { name, description, archived });
      if (!row) throw refuse('not_found');
      await this.announce(tx, row, before);
      return toProject(row);
    });
  }

  /** One at a time for each organization, so that the count is right when the project is made. */
  private async demandRoom(tx: Tx): Promise<void> {
    await this.organizations.lock(tx);
    await this.entitlements.demandOneMore(tx, 'projects', await this.projects.countActive(tx));
  }

  private async insert(tx: Tx, draft: { id: string; slugs: string[]; name: string; description: string }) {
    for (const slug of draft.slugs) {
      const row = await this.projects.insert(tx, { ...draft, slug });
      if (row) return row;
    }
    throw refuse('slug_taken', undefined, [{ pointer: '/slug', message: 'is taken' }]);
  }

  private async announce(tx: Tx, row: ProjectRow, before: ProjectRow | null): Promise<void> {
    const { id, slug, name } = row;
    const archived = row.archived_at !== null;
    await this.outbox.append(
      tx,
      identityProjectChangedV1,
      { kind: 'project', id },
      { projectId: id, slug, name, archived },
    );
    await this.audit.record(tx, {
      action: before ? 'project.updated' : 'project.created',
      resourceKind: 'project',
      resourceId: id,
      resourceName: name,
      before: before && shown(before),
      after: shown(row),
    });
  }
}

const shown = ({ slug, name, description, archived_at }: ProjectRow) => ({
  slug,
  name,
  description,
  archived: archived_at !== null,
});

/** The DTO of a request has all its fields, undefined where nothing was sent. */
function defined(changes: UpdateProjectRequest): UpdateProjectRequest {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}

function slugsFor({ name, slug }: CreateProjectRequest, id: string): string[] {
  if (slug === undefined) return slugCandidates(name, 'project', id.slice(-6));
  if (isUsableSlug(slug)) return [slug];
  throw refuse('slug_invalid', undefined, [{ pointer: '/slug', message: 'is not a usable slug' }]);
}

function toProject(row: ProjectRow): ProjectResponse {
  const { id, slug, name, description, archived_at, created_at } = row;
  return { id, slug, name, description, archived: archived_at !== null, createdAt: created_at.toISOString() };
}
