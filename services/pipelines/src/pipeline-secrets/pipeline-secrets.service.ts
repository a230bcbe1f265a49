import { Injectable } from '@nestjs/common';
import type { Actor } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import {
  Audit,
  type AuditFact,
  currentContext,
  cursorKey,
  OrgTx,
  type Page,
  toPage,
  type Tx,
} from '@throughline/platform';
import type {
  CreatePipelineSecretRequest,
  ListPipelineSecretsQuery,
  PipelineSecretResponse,
} from './pipeline-secrets.dto.js';
import { refuse } from './pipeline-secrets.errors.js';
import { type NewVersion, PipelineSecretsRepository, type SecretRow } from './pipeline-secrets.repository.js';
import { isSecretName } from './secret-name.rules.js';
import { SealedValues } from './sealed-values.js';

const MAX_SECRETS = 200;
const NOBODY: Actor = { userId: null, name: 'Throughline' };

/** Secrets that the steps of a project's pipelines may have. They go in and never come out. */
@Injectable()
export class PipelineSecretsService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly secrets: PipelineSecretsRepository,
    private readonly values: SealedValues,
    private readonly audit: Audit,
  ) {}

  async list(orgId: string, query: ListPipelineSecretsQuery): Promise<Page<PipelineSecretResponse>> {
    const { projectId, limit } = query;
    const before = cursorKey(query.cursor, 1)?.[0]?.toString();
    const rows = await this.orgTx.run(orgId, (tx) => this.secrets.list(tx, { projectId, before, limit }));
    return toPage(rows, limit, (row) => [row.id], viewOf);
  }

  /** @throws `not_found` for a project that there is not, `secret_name_taken`, `secret_name_reserved`, `too_many_secrets` */
  async create(
    orgId: string,
    { projectId, name, value }: CreatePipelineSecretRequest,
  ): Promise<PipelineSecretResponse> {
    if (!isSecretName(name)) throw refuse('secret_name_reserved');
    const id = newId();
    const version = await this.versionOf(orgId, value);
    return this.orgTx.run(orgId, async (tx) => {
      const project = await this.secrets.lockProject(tx, projectId);
      if (!project) throw refuse('not_found');
      if (project.secrets >= MAX_SECRETS) throw refuse('too_many_secrets');
      if (!(await this.secrets.insert(tx, { id, projectId, name }, version))) throw refuse('secret_name_taken');
      await this.audit.record(tx, factOf('created', id, { resourceName: name, after: { projectId, version: 1 } }));
      return this.found(tx, id);
    });
  }

  /** A new value. Executions that are there keep the one before. */
  async set(orgId: string, id: string, value: string): Promise<PipelineSecretResponse> {
    const version = await this.versionOf(orgId, value);
    return this.orgTx.run(orgId, async (tx) => {
      const number = await this.secrets.raise(tx, id, version);
      if (number === undefined) throw refuse('not_found');
      const secret = await this.found(tx, id);
      await this.audit.record(tx, factOf('value_set', id, { resourceName: secret.name, after: { version: number } }));
      return secret;
    });
  }

  delete(orgId: string, id: string): Promise<void> {
    return this.orgTx.run(orgId, async (tx) => {
      const erased = await this.secrets.erase(tx, id);
      if (!erased) throw refuse('not_found');
      const before = { version: erased.version };
      await this.audit.record(tx, factOf('deleted', id, { resourceName: erased.name, before }));
    });
  }

  /** Sealed before the transaction, which holds no lock meanwhile. */
  private async versionOf(orgId: string, value: string): Promise<NewVersion> {
    const id = newId();
    return { id, sealed: await this.values.seal(orgId, id, value), by: currentContext()?.actor ?? NOBODY };
  }

  private async found(tx: Tx, id: string): Promise<PipelineSecretResponse> {
    const row = await this.secrets.one(tx, id);
    if (!row) throw refuse('not_found');
    return viewOf(row);
  }
}

const factOf = (verb: string, resourceId: string, details: Partial<AuditFact>): AuditFact => ({
  ...{ action: `pipeline_secret.${verb}`, resourceKind: 'pipeline_secret', resourceId, ...details },
});

const viewOf = (row: SecretRow): PipelineSecretResponse => ({
  ...row,
  setAt: row.setAt.toISOString(),
  createdAt: row.createdAt.toISOString(),
});
