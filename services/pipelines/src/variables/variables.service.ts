import { Injectable } from '@nestjs/common';
import { newId } from '@throughline/kernel';
import { Audit, cursorKey, OrgTx, type Page, type PageQuery, toPage, type Tx } from '@throughline/platform';
import type { ListValuesQuery } from '../named-values/named-values.dto.js';
import type { ValueKey } from '../named-values/named-values.repository.js';
import { MAX_VALUES } from '../named-values/value-level.rules.js';
import { currentActor, factOf, viewOf } from '../named-values/value-views.js';
import { isVariableName } from './variable-name.rules.js';
import type { SetVariableRequest, VariableResponse, VariableVersionResponse } from './variables.dto.js';
import { refuse } from './variables.errors.js';
import { VariablesRepository, type VersionRow } from './variables.repository.js';

/** A variable of a project, or of the organization (null). */
export interface NewVariable {
  projectId: string | null;
  name: string;
  value: string;
}

/** What pipelines are run with and everybody may see: names and texts, each text a version that never changes. */
@Injectable()
export class VariablesService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly variables: VariablesRepository,
    private readonly audit: Audit,
  ) {}

  async list(
    orgId: string,
    { projectId, availableTo, level, limit, cursor }: ListValuesQuery,
  ): Promise<Page<VariableResponse>> {
    const before = cursorKey(cursor, 1)?.[0]?.toString();
    const filter = { projectId, availableTo, level, before, limit };
    const rows = await this.orgTx.run(orgId, (tx) => this.variables.list(tx, filter));
    return toPage(rows, limit, (row) => [row.id], viewOf);
  }

  async versions(orgId: string, id: string, { limit, cursor }: PageQuery): Promise<Page<VariableVersionResponse>> {
    const before = Number(cursorKey(cursor, 1)?.[0] ?? 0) || null;
    const rows = await this.orgTx.run(orgId, async (tx) => {
      await this.found(tx, id);
      return this.variables.versions(tx, id, before, limit);
    });
    return toPage(rows, limit, (row) => [row.version], versionOf);
  }

  /** @throws `not_found` for a project that there is not, `variable_name_taken`, `variable_name_reserved`, `too_many_variables` */
  create(orgId: string, { projectId, name, value }: NewVariable): Promise<VariableResponse> {
    if (!isVariableName(name)) throw refuse('variable_name_reserved');
    const id = newId();
    return this.orgTx.run(orgId, async (tx) => {
      const count = await this.variables.lockOwner(tx, projectId);
      if (count === undefined) throw refuse('not_found');
      if (count >= MAX_VALUES) throw refuse('too_many_variables');
      const version = { id: newId(), value, by: currentActor() };
      if (!(await this.variables.insert(tx, { id, projectId, name }, version))) throw refuse('variable_name_taken');
      const after = { projectId, version: 1, value };
      await this.audit.record(tx, factOf('pipeline_variable', 'created', { id, name }, { after }));
      return this.found(tx, id);
    });
  }

  /**
   * A new value, of which whoever sets it has seen the one before. Executions that are there keep theirs.
   * @throws `variable_changed` when somebody else was faster
   */
  set(orgId: string, key: ValueKey, { value, basedOn }: SetVariableRequest): Promise<VariableResponse> {
    return this.orgTx.run(orgId, async (tx) => {
      const was = await this.found(tx, key.id);
      if (was.level !== key.level) throw refuse('not_found');
      const version = await this.variables.raise(tx, key, { id: newId(), value, by: currentActor() }, basedOn);
      if (version === undefined) throw refuse('variable_changed');
      const change = { before: { version: basedOn, value: was.value }, after: { version, value } };
      await this.audit.record(tx, factOf('pipeline_variable', 'value_set', was, change));
      return this.found(tx, key.id);
    });
  }

  delete(orgId: string, key: ValueKey): Promise<void> {
    return this.orgTx.run(orgId, async (tx) => {
      const deleted = await this.variables.delete(tx, key);
      if (!deleted) throw refuse('not_found');
      const { name, version } = deleted;
      await this.audit.record(tx, factOf('pipeline_variable', 'deleted', { ...key, name }, { before: { version } }));
    });
  }

  private async found(tx: Tx, id: string): Promise<VariableResponse> {
    const row = await this.variables.one(tx, id);
    if (!row) throw refuse('not_found');
    return viewOf(row);
  }
}

const versionOf = (row: VersionRow): VariableVersionResponse => ({ ...row, setAt: row.setAt.toISOString() });
