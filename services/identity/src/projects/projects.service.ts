import { Injectable } from '@nestjs/common';
import { identityProjectChangedV1 } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { Audit, cursorKey, OrgTx, Outbox, type Page, type PageQuery, toPage, type Tx } from '@throughline/platform';
import { CatalogReferencesRepository } from '../catalog/catalog-references.repository.js';
import { Entitlements } from '../entitlements/entitlements.js';
import { OrganizationsRepository } from '../organizations/organizations.repository.js';
import { isUsableSlug, slugCandidates } from '../text/slug-rules.js';
import { NO_REPOSITORY, type RepositoryColumns, withRepository } from './project-repository.js';
import { auditedProject, toProject } from './project-view.js';
import type { ProjectRow } from './project.row.js';
import type { CreateProjectRequest, ProjectResponse, UpdateProjectRequest } from './projects.dto.js';
import { refuse } from './projects.errors.js';
import { ProjectsRepository } from './projects.repository.js';

type Draft = RepositoryColumns & { id: string; slugs: string[]; name: string; description: string };

/** Projects: what an organization groups its repositories and services by. */
@Injectable()
export class ProjectsService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly projects: ProjectsRepository,
    private readonly organizations: OrganizationsRepository,
    private readonly entitlements: Entitlements,
    private readonly catalog: CatalogReferencesRepository,
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
    const repository = withRepository(NO_REPOSITORY, request);
    return this.orgTx.run(orgId, async (tx) => {
      await this.demandRoom(tx);
      const { name, description = '' } = request;
      const row = await this.insert(tx, { ...repository, id, slugs, name, description });
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
      const { name = before.name, description = before.description } = changes;
      const archived = changes.archived ?? before.archived_at !== null;
      const repository = withRepository(before, changes);
      const row = await this.projects.update(tx, projectId, { ...repository, name, description, archived });
      if (!row) throw refuse('not_found');
      await this.announce(tx, row, before);
      return toProject(row);
    });
  }

  /** Deletes a project that holds nothing. Refuses one with services or a connected repository. */
  delete(orgId: string, projectId: string): Promise<void> {
    return this.orgTx.run(orgId, async (tx) => {
      const row = await this.projects.lock(tx, projectId);
      if (!row) throw refuse('not_found');
      const services = await this.catalog.servicesOf(tx, projectId);
      if (row.repository_id || services.length > 0) throw inUse(row, services);
      await this.projects.delete(tx, projectId);
      await this.tellOthers(tx, row, true);
      await this.audit.record(tx, { ...trailOf(row, 'deleted'), before: auditedProject(row) });
    });
  }

  /** One at a time for each organization, so that the count is right when the project is made. */
  private async demandRoom(tx: Tx): Promise<void> {
    await this.organizations.lock(tx);
    await this.entitlements.demandOneMore(tx, 'projects', await this.projects.countActive(tx));
  }

  private async insert(tx: Tx, draft: Draft): Promise<ProjectRow> {
    for (const slug of draft.slugs) {
      const row = await this.projects.insert(tx, { ...draft, slug });
      if (row) return row;
    }
    throw refuse('slug_taken', undefined, [{ pointer: '/slug', message: 'is taken' }]);
  }

  private async announce(tx: Tx, row: ProjectRow, before: ProjectRow | null): Promise<void> {
    await this.tellOthers(tx, row, row.archived_at !== null);
    await this.audit.record(tx, {
      ...trailOf(row, before ? 'updated' : 'created'),
      before: before && auditedProject(before),
      after: auditedProject(row),
    });
  }

  private tellOthers(tx: Tx, { id, slug, name }: ProjectRow, archived: boolean): Promise<void> {
    const aggregate = { kind: 'project', id };
    return this.outbox.append(tx, identityProjectChangedV1, aggregate, { projectId: id, slug, name, archived });
  }
}

const trailOf = ({ id, name }: ProjectRow, verb: string) => ({
  action: `project.${verb}`,
  resourceKind: 'project',
  resourceId: id,
  resourceName: name,
});

function inUse({ repository_id, repository_name }: ProjectRow, services: readonly string[]) {
  const holds = [
    ...(repository_id ? [`the repository ${repository_name}`] : []),
    ...services.map((name) => `the service ${name}`),
  ];
  return refuse('project_in_use', `The project holds ${holds.join(', ')}. Archive it, or remove these first.`);
}

function slugsFor({ name, slug }: CreateProjectRequest, id: string): string[] {
  if (slug === undefined) return slugCandidates(name, 'project', id.slice(-6));
  if (isUsableSlug(slug)) return [slug];
  throw refuse('slug_invalid', undefined, [{ pointer: '/slug', message: 'is not a usable slug' }]);
}
