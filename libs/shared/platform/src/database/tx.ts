import type { EntityManager, EntityTarget, ObjectLiteral, Repository } from 'typeorm';
import type { AfterCommit } from './after-commit.js';

declare const brand: unique symbol;

/** An open transaction, bound to one organization. Only OrgTx and SystemTx make one. */
export interface Tx {
  readonly [brand]: 'tx';
  /** The organization whose rows are visible; null in a SystemTx. */
  readonly orgId: string | null;
  readonly manager: EntityManager;
  /** Rows of a statement; for UPDATE and DELETE … RETURNING too. A parameter that is undefined throws. */
  query<Row = Record<string, unknown>>(sql: string, parameters?: unknown[]): Promise<Row[]>;
  repository<E extends ObjectLiteral>(entity: EntityTarget<E>): Repository<E>;
  /**
   * Tells listeners of the channel once the transaction is committed. They may miss it, and look by themselves as well.
   * @param payload by default the schema of the service, for channels that all services have
   * @param how with `mayWait` it may take some 40 ms longer, and costs nothing where something else is told meanwhile
   */
  hint(channel: string, payload?: string, how?: { mayWait: boolean }): void;
  /**
   * Calls this process once the transaction is committed, and never if it is not: `call` must not throw. Where the answer
   * to COMMIT is lost it is not called either, nor after a crash, so whoever waits for it has to look by itself as well.
   */
  afterCommit(call: () => void): void;
}

/** Wraps an entity manager whose transaction is open and scoped. @param after gets what is left for after the commit */
export function makeTx(manager: EntityManager, orgId: string | null, after: AfterCommit): Tx {
  const tx = {
    orgId,
    manager,
    query: async (sql: string, parameters?: unknown[]) => {
      refuseUndefined(parameters);
      return rowsOf(await manager.query(sql, parameters));
    },
    repository: <E extends ObjectLiteral>(entity: EntityTarget<E>) => manager.getRepository(entity),
    hint: (channel: string, payload = schemaOf(manager), how = { mayWait: false }) =>
      void after.hints.push({ channel, payload, ...how }),
    afterCommit: (call: () => void) => void after.calls.push(call),
  };
  return tx as unknown as Tx;
}

const schemaOf = ({ connection }: EntityManager): string => (connection.options as { schema?: string }).schema ?? '';

/** TypeORM answers UPDATE and DELETE with [rows, count]; everything else with rows. */
function rowsOf(result: unknown): unknown[] {
  if (Array.isArray(result) && result.length === 2 && Array.isArray(result[0]) && typeof result[1] === 'number') {
    return result[0];
  }
  return result as unknown[];
}

/** The driver would send NULL, and `id IS NOT DISTINCT FROM NULL` or a nullable filter would then mean every row. */
function refuseUndefined(parameters: unknown[] = []): void {
  const at = parameters.findIndex(
    (value) => value === undefined || (Array.isArray(value) && value.includes(undefined)),
  );
  if (at >= 0) throw new TypeError(`parameter $${at + 1} of a statement is undefined`);
}
