import { Injectable } from '@nestjs/common';
import { newId } from '@throughline/kernel';
import { Audit, cursorKey, OrgTx, type Page, toPage, type Tx } from '@throughline/platform';
import type { ListValuesQuery } from '../named-values/named-values.dto.js';
import type { NewVersion, ValueKey } from '../named-values/named-values.repository.js';
import { MAX_VALUES } from '../named-values/value-level.rules.js';
import { currentActor, factOf, viewOf } from '../named-values/value-views.js';
import type { PipelineSecretResponse } from './pipeline-secrets.dto.js';
import { refuse } from './pipeline-secrets.errors.js';
import { PipelineSecretsRepository } from './pipeline-secrets.repository.js';
import { isSecretName } from './secret-name.rules.js';
import { SealedValues } from './sealed-values.js';

/** A secret of a project, or of the organization: for `projectIds`, or for all of its projects (null). */
export interface NewSecret {
  projectId: string | null;
  projectIds: readonly string[] | null;
  name: string;
  value: string;
}

/** Secrets that the steps of pipelines may have. They go in and never come out. */
@Injectable()
export class PipelineSecretsService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly secrets: PipelineSecretsRepository,
    private readonly values: SealedValues,
    private readonly audit: Audit,
  ) {}

  async list(
    orgId: string,
    { projectId, availableTo, level, limit, cursor }: ListValuesQuery,
  ): Promise<Page<PipelineSecretResponse>> {
    const before = cursorKey(cursor, 1)?.[0]?.toString();
    const filter = { projectId, availableTo, level, before, limit };
    const rows = await this.orgTx.run(orgId, (tx) => this.secrets.list(tx, filter));
    return toPage(rows, limit, (row) => [row.id], viewOf);
  }

  /** @throws `not_found` for a project that there is not, `secret_name_taken`, `secret_name_reserved`, `too_many_secrets` */
  async create(orgId: string, { projectId, projectIds, name, value }: NewSecret): Promise<PipelineSecretResponse> {
    if (!isSecretName(name)) throw refuse('secret_name_reserved');
    const id = newId();
    const version = await this.versionOf(orgId, value);
    return this.orgTx.run(orgId, async (tx) => {
      const count = await this.secrets.lockOwner(tx, projectId);
      if (count === undefined) throw refuse('not_found');
      if (count >= MAX_VALUES) throw refuse('too_many_secrets');
      if (!(await this.secrets.insert(tx, { id, projectId, name }, version))) throw refuse('secret_name_taken');
      if (projectIds) await this.keepTo(tx, id, projectIds);
      const after = { projectId, version: 1, ...(projectIds && { projectIds }) };
      await this.audit.record(tx, factOf('pipeline_secret', 'created', { id, name }, { after }));
      return this.found(tx, id);
    });
  }

  /** A new value. Executions that are there keep the one before. */
  async set(orgId: string, key: ValueKey, value: string): Promise<PipelineSecretResponse> {
    const version = await this.versionOf(orgId, value);
    return this.orgTx.run(orgId, async (tx) => {
      const number = await this.secrets.raise(tx, key, version);
      if (number === undefined) throw refuse('not_found');
      const secret = await this.found(tx, key.id);
      await this.audit.record(tx, factOf('pipeline_secret', 'value_set', secret, { after: { version: number } }));
      return secret;
    });
  }

  /** Which projects have a secret of the organization from now on; null for all. Executions that are there keep it. */
  restrict(orgId: string, id: string, projectIds: readonly string[] | null): Promise<PipelineSecretResponse> {
    return this.orgTx.run(orgId, async (tx) => {
      const before = await this.secrets.one(tx, id);
      await this.keepTo(tx, id, projectIds);
      const after = await this.found(tx, id);
      const change = { before: { projectIds: before?.projectIds ?? null }, after: { projectIds: after.projectIds } };
      await this.audit.record(tx, factOf('pipeline_secret', 'restricted', after, change));
      return after;
    });
  }

  delete(orgId: string, key: ValueKey): Promise<void> {
    return this.orgTx.run(orgId, async (tx) => {
      const deleted = await this.secrets.delete(tx, key);
      if (!deleted) throw refuse('not_found');
      const { name, version } = deleted;
      await this.audit.record(tx, factOf('pipeline_secret', 'deleted', { ...key, name }, { before: { version } }));
    });
  }

  private async keepTo(tx: Tx, id: string, projectIds: readonly string[] | null): Promise<void> {
    if (projectIds && !(await this.secrets.areProjects(tx, projectIds))) throw refuse('not_found');
    if (!(await this.secrets.restrict(tx, id, projectIds))) throw refuse('not_found');
  }

  /** Sealed before the transaction, which holds no lock meanwhile. */
  private async versionOf(orgId: string, value: string): Promise<NewVersion> {
    const id = newId();
    return { id, value: await this.values.seal(orgId, id, value), by: currentActor() };
  }

  private async found(tx: Tx, id: string): Promise<PipelineSecretResponse> {
    const row = await this.secrets.one(tx, id);
    if (!row) throw refuse('not_found');
    return viewOf(row);
  }
}
