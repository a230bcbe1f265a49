import { AppError, isTransient } from '@throughline/kernel';
import { UnknownOutcome } from './unknown-outcome.js';

/**
 * Why a handler did not apply an event:
 * - `transient`: an outage; the next try may not meet it
 * - `unexpected`: an error that nobody has named, most likely a bug; it gets a few tries
 * - `permanent`: a refusal, or data that can never be right
 * - `unknown_outcome`: nobody knows whether the effect came about
 */
export type FailureKind = 'transient' | 'unexpected' | 'permanent' | 'unknown_outcome';
export type BurialReason = 'permanent' | 'exhausted' | 'quarantined' | 'unknown_outcome' | 'no_handler';

/** How often a handler may be started for one event. A start without an end counts as what it is: a killed process. */
export const MOST_STARTS: Record<FailureKind, number> = {
  transient: 12,
  unexpected: 3,
  permanent: 1,
  unknown_outcome: 12,
};
export const MOST_UNFINISHED_STARTS = 3;

// PostgreSQL: lost connections, exhausted resources, shutdown, lock and statement timeouts, serialization, deadlock.
const PASSING_SQLSTATE = /^(08|40|53|55|57)/;
/** Data that does not fit its column: the same data never will. */
const HOPELESS_SQLSTATE = /^22/;
const NETWORK = /^(ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN)/;
const LOST_CONNECTION = /connection terminated|timeout exceeded when trying to connect|client has encountered/i;

export function classify(error: unknown): FailureKind {
  if (error instanceof UnknownOutcome) return 'unknown_outcome';
  if (error instanceof AppError) return isTransient(error) ? 'transient' : 'permanent';
  const code = codeOf(error);
  if (HOPELESS_SQLSTATE.test(code)) return 'permanent';
  if (PASSING_SQLSTATE.test(code) || NETWORK.test(code)) return 'transient';
  return error instanceof Error && LOST_CONNECTION.test(error.message) ? 'transient' : 'unexpected';
}

/** What becomes of an event after its n-th start failed: `undefined` tries again. */
export function burialOf(kind: FailureKind, starts: number, canReconcile: boolean): BurialReason | undefined {
  if (kind === 'permanent') return 'permanent';
  if (kind === 'unknown_outcome' && !canReconcile) return 'unknown_outcome';
  if (starts < MOST_STARTS[kind]) return undefined;
  return kind === 'unexpected' ? 'quarantined' : 'exhausted';
}

/** The error's stable name: ours, PostgreSQL's or Node's. */
export function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}
