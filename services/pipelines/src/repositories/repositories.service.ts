import { Inject, Injectable } from '@nestjs/common';
import { newId } from '@throughline/kernel';
import {
  Audit,
  cursorKey,
  OrgTx,
  type Page,
  type PageQuery,
  PLATFORM_CONFIG,
  type PlatformConfig,
  toPage,
} from '@throughline/platform';
import { checkCloneUrl } from '../git/clone-url.js';
import { PIPELINES_CONFIG, type PipelinesConfig } from '../pipelines.config.js';
import { scheduleStack } from '../stacks/stack-work.js';
import { HookSecrets } from './hook-secrets.js';
import { KnownProjects } from './known-projects.js';
import type {
  CreateRepositoryRequest,
  RepositoryCreatedResponse,
  RepositoryResponse,
  WebhookSecretResponse,
} from './repositories.dto.js';
import { refuse } from './repositories.errors.js';
import { RepositoriesRepository, type RepositoryRow } from './repositories.repository.js';

const ROTATION_OVERLAP_HOURS = 24;

/** Repositories and the addresses and secrets of their webhooks. */
@Injectable()
export class RepositoriesService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly repository: RepositoriesRepository,
    private readonly secrets: HookSecrets,
    private readonly projects: KnownProjects,
    private readonly audit: Audit,
    @Inject(PLATFORM_CONFIG) private readonly platform: PlatformConfig,
    @Inject(PIPELINES_CONFIG) private readonly config: PipelinesConfig,
  ) {}

  async create(orgId: string, request: CreateRepositoryRequest): Promise<RepositoryCreatedResponse> {
    const verdict = await checkCloneUrl(request.cloneUrl, this.config.GIT_LOCAL_ROOTS);
    if ('refusal' in verdict) {
      throw refuse('clone_url_refused', verdict.refusal, [{ pointer: '/cloneUrl', message: verdict.refusal }]);
    }
    if (!(await this.projects.knows(orgId, request.projectId))) throw refuse('not_found');
    const id = newId();
    const { secret, sealed } = await this.secrets.generate(orgId, id);
    const { projectId, name, cloneUrl, defaultBranch = 'main' } = request;
    return this.orgTx.run(orgId, async (tx) => {
      const inserted = await this.repository.insert(tx, { id, projectId, name, cloneUrl, defaultBranch }, sealed);
      if (!inserted) throw refuse('repository_name_taken');
      const after = { projectId, name, cloneUrl, defaultBranch };
      await this.audit.record(tx, { ...subject('created', id, name), after });
      await scheduleStack(tx, id);
      return { repository: this.view(inserted), webhookSecret: secret };
    });
  }

  async get(orgId: string, id: string): Promise<RepositoryResponse> {
    const row = await this.orgTx.run(orgId, (tx) => this.repository.find(tx, id));
    if (!row) throw refuse('not_found');
    return this.view(row);
  }

  async list(orgId: string, query: PageQuery): Promise<Page<RepositoryResponse>> {
    const before = cursorKey(query.cursor, 1)?.[0]?.toString();
    const rows = await this.orgTx.run(orgId, (tx) => this.repository.list(tx, before, query.limit));
    return toPage(
      rows,
      query.limit,
      (row) => [row.id],
      (row) => this.view(row),
    );
  }

  async delete(orgId: string, id: string): Promise<void> {
    await this.orgTx.run(orgId, async (tx) => {
      const row = await this.repository.find(tx, id);
      if (!row || !(await this.repository.markDeleted(tx, id))) throw refuse('not_found');
      await this.audit.record(tx, {
        ...subject('deleted', id, row.name),
        before: { name: row.name, cloneUrl: row.cloneUrl },
      });
      await scheduleStack(tx, id);
    });
  }

  async rotateSecret(orgId: string, id: string): Promise<WebhookSecretResponse> {
    const { secret, sealed } = await this.secrets.generate(orgId, id);
    return this.orgTx.run(orgId, async (tx) => {
      if (!(await this.repository.rotateSecret(tx, id, sealed, ROTATION_OVERLAP_HOURS))) throw refuse('not_found');
      await this.audit.record(tx, subject('webhook_secret_rotated', id, null));
      return { webhookUrl: this.webhookUrl(id), webhookSecret: secret };
    });
  }

  private view(row: RepositoryRow): RepositoryResponse {
    return {
      ...row,
      webhookUrl: this.webhookUrl(row.id),
      lastDeliveryAt: row.lastDeliveryAt?.toISOString() ?? null,
      createdAt: row.createdAt.toISOString(),
    };
  }

  private webhookUrl(id: string): string {
    return `${this.platform.PUBLIC_URL.replace(/\/$/, '')}/hooks/github/${id}`;
  }
}

function subject(
  verb: string,
  id: string,
  name: string | null,
): { action: string; resourceKind: string; resourceId: string; resourceName: string | null } {
  return { action: `repository.${verb}`, resourceKind: 'repository', resourceId: id, resourceName: name };
}
