import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import { NamedValuesRepository } from '../named-values/named-values.repository.js';
import { VARIABLES } from '../named-values/value-tables.js';

/** What a variable has beside a secret: a value that may be seen. */
interface OfVariable {
  value: string;
}

export interface VersionRow {
  version: number;
  value: string;
  setByName: string;
  setAt: Date;
}

/** Variables, and the versions of their values. */
@Injectable()
export class VariablesRepository extends NamedValuesRepository<OfVariable> {
  constructor() {
    super(VARIABLES);
  }

  /** Newest first; one more than `limit`. */
  versions(tx: Tx, id: string, before: number | null, limit: number): Promise<VersionRow[]> {
    return tx.query<VersionRow>(
      `SELECT version, value, created_by_name AS "setByName", created_at AS "setAt" FROM pipeline_variable_version
        WHERE pipeline_variable_id = $1 AND ($2::int IS NULL OR version < $2) ORDER BY version DESC LIMIT $3`,
      [id, before, limit + 1],
    );
  }
}
