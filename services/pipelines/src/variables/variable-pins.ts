import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import { NEAREST_FIRST, VARIABLES } from '../named-values/value-tables.js';

/** A version of a variable, under the name that pipelines know it by. */
export interface VariableVersion {
  name: string;
  id: string;
  version: number;
}

/** An execution, and the variables that its nodes refer to. */
export interface VariablePin {
  executionId: string;
  variables: readonly VariableVersion[];
}

const NEWEST = `SELECT DISTINCT ON (s.name) s.name, s.id, s.version FROM pipeline_variable s
   WHERE s.deleted_at IS NULL AND ${VARIABLES.isOf('s', '$1')} ORDER BY s.name, ${NEAREST_FIRST('s')}`;

const RECORDED = `SELECT name, pipeline_variable_id AS id, version FROM execution_variable WHERE execution_id = $1 ORDER BY name`;

/** Which version of which variable each execution has. A version never changes and is never removed. */
@Injectable()
export class VariablePins {
  /** What pipelines of the project have now. Of two of one name a project has its own. */
  newest(tx: Tx, projectId: string): Promise<VariableVersion[]> {
    return tx.query<VariableVersion>(NEWEST, [projectId]);
  }

  /** What an execution was made with. */
  recorded(tx: Tx, executionId: string): Promise<VariableVersion[]> {
    return tx.query<VariableVersion>(RECORDED, [executionId]);
  }

  /** The values by their names. */
  async values(tx: Tx, variables: readonly VariableVersion[]): Promise<Map<string, string>> {
    if (variables.length === 0) return new Map();
    const rows = await tx.query<{ name: string; value: string }>(
      `SELECT w.name, v.value FROM unnest($1::text[], $2::uuid[], $3::int[]) AS w (name, id, version)
         JOIN pipeline_variable_version v ON v.pipeline_variable_id = w.id AND v.version = w.version`,
      columnsOf(variables),
    );
    return new Map(rows.map(({ name, value }) => [name, value]));
  }

  /** Notes for executions what they are made with. */
  async pin(tx: Tx, pins: readonly VariablePin[]): Promise<void> {
    const each = pins.flatMap(({ executionId, variables }) => variables.map((of) => ({ ...of, executionId })));
    if (each.length === 0) return;
    await tx.query(
      `INSERT INTO execution_variable (org_id, execution_id, name, pipeline_variable_id, version)
       SELECT $1, execution_id, name, id, version
         FROM unnest($2::uuid[], $3::text[], $4::uuid[], $5::int[]) AS w (execution_id, name, id, version)`,
      [tx.orgId, each.map(({ executionId }) => executionId), ...columnsOf(each)],
    );
  }
}

const columnsOf = (variables: readonly VariableVersion[]): [string[], string[], number[]] => [
  variables.map(({ name }) => name),
  variables.map(({ id }) => id),
  variables.map(({ version }) => version),
];
