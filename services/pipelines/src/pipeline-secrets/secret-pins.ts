import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import { SealedValues } from './sealed-values.js';

interface PinnedRow {
  name: string;
  versionId: string;
  value: string | null;
}

/** Which version of which secret each execution has: the newest of when it was made, whatever is set since. */
@Injectable()
export class SecretPins {
  constructor(private readonly values: SealedValues) {}

  /** The names that pipelines of the project may ask for. */
  async names(tx: Tx, projectId: string): Promise<string[]> {
    const rows = await tx.query<{ name: string }>(
      'SELECT name FROM pipeline_secret WHERE project_id = $1 AND deleted_at IS NULL ORDER BY name',
      [projectId],
    );
    return rows.map(({ name }) => name);
  }

  /** Notes for an execution what its nodes ask for; a name that the project does not have is left out. */
  async pin(tx: Tx, execution: { id: string; projectId: string }, names: readonly string[]): Promise<void> {
    if (names.length === 0) return;
    await tx.query(
      `INSERT INTO execution_secret (org_id, execution_id, name, pipeline_secret_id, version)
       SELECT org_id, $1, name, id, version FROM pipeline_secret
        WHERE project_id = $2 AND name = ANY($3) AND deleted_at IS NULL`,
      [execution.id, execution.projectId, names],
    );
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
