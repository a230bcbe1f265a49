import { currentContext } from '../context/request-context.js';
import type { Tx } from './tx.js';

/** Records the result of a transaction inside it, just before it commits. */
export type NoteResult = (tx: Tx, result: unknown) => Promise<void>;

/** The transactions of one request, numbered: what makes a request with an idempotency key safe to run again. */
export interface Steps {
  /**
   * Runs the transaction, or gives back its recorded result when an earlier run of the same request committed it.
   * @param orgId whose rows it sees; null for the system's
   */
  run<T>(orgId: string | null, transact: (note: NoteResult) => Promise<T>): Promise<T>;

  /** A value that counts as a step: made once, and recorded with the next transaction that writes. */
  remember<T>(make: () => T): Promise<T>;
}

/** Runs a transaction: as a numbered step where the request at hand has an idempotency key, else as it is. */
export function asStep<T>(orgId: string | null, transact: (note: NoteResult) => Promise<T>): Promise<T> {
  const steps = currentContext()?.steps;
  return steps ? steps.run(orgId, transact) : transact(async () => undefined);
}

/**
 * A value that is made outside of a transaction and must be the same when a request with an idempotency key runs again:
 * the id of a new organization, say, which its transaction needs to begin. What a transaction makes itself goes into
 * its result instead.
 */
export async function remember<T>(make: () => T): Promise<T> {
  return currentContext()?.steps?.remember(make) ?? make();
}
