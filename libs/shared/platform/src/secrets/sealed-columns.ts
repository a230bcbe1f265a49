import { INSTALLATION } from './secret-owner.js';

/** A column of sealed texts, described well enough to seal them anew. */
export interface SealedColumn {
  table: string;
  column: string;
  /** The columns of the primary key. */
  key: readonly string[];
  /** The owner as `seal` was given it, with `{column}` for values of the row; a null `{org_id}` is `installation`. */
  owner: string;
  /** As the table's policy: `tenant` rows have an organization, `system` rows may have none, `global` ones never do. */
  policy: 'tenant' | 'system' | 'global';
}

/** What the platform itself keeps sealed in the schema of every service. */
export const PLATFORM_SEALED_COLUMNS: readonly SealedColumn[] = [
  keyColumn('request'),
  keyColumn('response'),
  {
    table: 'idempotency_step',
    column: 'result',
    key: ['key_id', 'step'],
    owner: '{org_id}/idempotency_step/{key_id}/{step}',
    policy: 'system',
  },
  {
    table: 'derivation_root',
    column: 'sealed',
    key: ['id'],
    owner: `${INSTALLATION}/derivation_root/{id}/sealed`,
    policy: 'global',
  },
];

function keyColumn(column: string): SealedColumn {
  const table = 'idempotency_key';
  return { table, column, key: ['id'], owner: `{org_id}/${table}/{id}/${column}`, policy: 'system' };
}

/** The columns whose values name the owner. */
export function ownerColumns({ owner }: SealedColumn): string[] {
  return [...owner.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
}

/** The owner of a row's secret. */
export function ownerOfRow({ owner }: SealedColumn, row: Readonly<Record<string, unknown>>): string {
  return owner.replace(/\{(\w+)\}/g, (_, name: string) => String(row[name] ?? INSTALLATION));
}
