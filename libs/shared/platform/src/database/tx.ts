import type { EntityManager, EntityTarget, ObjectLiteral, Repository } from 'typeorm';

declare const brand: unique symbol;

/** An open transaction, bound to one organization. Only OrgTx and SystemTx make one. */
export interface Tx {
  readonly [brand]: 'tx';
  /** The organization whose rows are visible; null in a SystemTx. */
  readonly orgId: string | null;
  readonly manager: EntityManager;
  /** Rows of a statement; for UPDATE and DELETE … RETURNING too. */
  query<Row = Record<string, unknown>>(sql: string, parameters?: unknown[]): Promise<Row[]>;
  repository<E extends ObjectLiteral>(entity: EntityTarget<E>): Repository<E>;
}

/** Wraps an entity manager whose transaction is open and scoped. */
export function makeTx(manager: EntityManager, orgId: string | null): Tx {
  const tx = {
    orgId,
    manager,
    query: async (sql: string, parameters?: unknown[]) => rowsOf(await manager.query(sql, parameters)),
    repository: <E extends ObjectLiteral>(entity: EntityTarget<E>) => manager.getRepository(entity),
  };
  return tx as unknown as Tx;
}

/** TypeORM answers UPDATE and DELETE with [rows, count]; everything else with rows. */
function rowsOf(result: unknown): unknown[] {
  if (Array.isArray(result) && result.length === 2 && Array.isArray(result[0]) && typeof result[1] === 'number') {
    return result[0];
  }
  return result as unknown[];
}
