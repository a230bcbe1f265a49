import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import { NEAREST_FIRST, SECRETS } from '../named-values/value-tables.js';
import { SealedValues } from './sealed-values.js';

/** An execution, and what its nodes ask for. */
export interface SecretWish {
  executionId: string;
  projectId: string;
  names: readonly string[];
}

interface PinnedRow {
  name: string;
  versionId: string;
  value: string | null;
}

const NAMES = `SELECT DISTINCT name FROM pipeline_secret s WHERE s.deleted_at IS NULL AND ${SECRETS.isOf('s', '$1')} ORDER BY name`;

const PIN = `INSERT INTO execution_secret (org_id, execution_id, name, pipeline_secret_id, version)
  SELECT DISTINCT ON (w.execution_id, s.name) s.org_id, w.execution_id, s.name, s.id, s.version
    FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS w (execution_id, project_id, name)
    JOIN pipeline_secret s ON s.name = w.name AND s.deleted_at IS NULL AND ${SECRETS.isOf('s', 'w.project_id')}
   ORDER BY w.execution_id, s.name, ${NEAREST_FIRST('s')}`;

/** Which version of which secret each execution has: the newest of when it was made, whatever is set since. */
@Injectable()
export class SecretPins {
  constructor(private readonly values: SealedValues) {}

  /** The names that pipelines of the project may ask for: its own, and those that the organization gives it. */
  async names(tx: Tx, projectId: string): Promise<string[]> {
    return (await tx.query<{ name: string }>(NAMES, [projectId])).map(({ name }) => name);
  }

  /**
   * Notes for executions what their nodes ask for. Of two secrets of one name a project has its own; a name that it does
   * not have is left out.
   */
  async pin(tx: Tx, wishes: readonly SecretWish[]): Promise<void> {
    const each = wishes.flatMap(({ names, ...of }) => names.map((name) => ({ ...of, name })));
    if (each.length === 0) return;
    await tx.query(PIN, [
      each.map(({ executionId }) => executionId),
      each.map(({ projectId }) => projectId),
      each.map(({ name }) => name),
    ]);
  }

  /** The values by their names, or the first name that there is no value of any more. */
  async open(
    tx: Tx,
    { executionId, orgId }: { executionId: string; orgId: string },
    names: readonly string[],
  ): Promise<{ secrets: Record<string, string> } | { missing: string }> {
    const rows = names.length === 0 ? [] : await this.pinned(tx, executionId, names);
    const missing = names.find((name) => !rows.some((row) => row.name === name && row.value !== null));
    if (missing !== undefined) return { missing };
    const opened = rows.map(
      async ({ name, versionId, value }) => [name, await this.values.open(orgId, versionId, value ?? '')] as const,
    );
    return { secrets: Object.fromEntries(await Promise.all(opened)) };
  }

  private pinned(tx: Tx, executionId: string, names: readonly string[]): Promise<PinnedRow[]> {
    return tx.query<PinnedRow>(
      `SELECT p.name, v.id AS "versionId", v.value FROM execution_secret p JOIN pipeline_secret_version v
         ON v.org_id = p.org_id AND v.pipeline_secret_id = p.pipeline_secret_id AND v.version = p.version
        WHERE p.execution_id = $1 AND p.name = ANY($2)`,
      [executionId, names],
    );
  }
}
