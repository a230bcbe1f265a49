import { AsyncLocalStorage } from 'node:async_hooks';
import { deserialize, serialize } from 'node:v8';
import { AppError } from '@throughline/kernel';
import type { NoteResult, Steps } from '../database/steps.js';
import type { Tx } from '../database/tx.js';
import { INSTALLATION } from '../secrets/secret-owner.js';
import type { SecretBox } from '../secrets/secret-box.js';
import { refuse } from './idempotency.errors.js';

export interface RecordedStep {
  step: string;
  orgId: string | null;
  sealed: string;
}

interface Frame {
  path: string;
  last: number;
}

/** A result that waits to be recorded: those of transactions that only read are, once one after them writes. */
interface Unrecorded {
  step: string;
  result: Buffer;
}

/**
 * The steps of one run of a request. A transaction's number is its place in the handler (`2`, and `2.1` for the first
 * one begun inside it), so the same handler on the same results numbers them alike. Results are recorded in the
 * transaction that wrote; when there is none after a read, a retry reads again.
 */
export class StepLog implements Steps {
  private readonly frames = new AsyncLocalStorage<Frame>();
  private readonly root: Frame = { path: '', last: 0 };
  private readonly recorded: ReadonlyMap<string, RecordedStep>;
  private unrecorded: Unrecorded[] = [];
  private isOpen = true;
  private wrote = false;

  constructor(
    private readonly keyId: string,
    recorded: readonly RecordedStep[],
    private readonly box: SecretBox,
  ) {
    this.recorded = new Map(recorded.map((one) => [one.step, one]));
  }

  /** Whether something of the request is committed, by this run or an earlier one. */
  hasEffects(): boolean {
    return this.wrote || this.recorded.size > 0;
  }

  /** Ends the numbering: what the handler left running in the background is no part of the request. */
  close(): void {
    this.isOpen = false;
  }

  async run<T>(orgId: string | null, transact: (note: NoteResult) => Promise<T>): Promise<T> {
    if (!this.isOpen) return transact(async () => undefined);
    const step = this.nextStep();
    const known = this.recorded.get(step);
    if (known) return (await this.recall(known, orgId)) as T;
    let taken: Unrecorded[] = [];
    let written = false;
    const note: NoteResult = async (tx, result) => {
      const own = { step, result: serialized(result, orgId) };
      written = await hasWritten(tx);
      if (!written) return void this.unrecorded.push(own);
      taken = this.unrecorded.splice(0);
      await this.record(tx, [...taken, own]);
    };
    try {
      const result = await this.frames.run({ path: `${step}.`, last: 0 }, () => transact(note));
      this.wrote ||= written;
      return result;
    } catch (error) {
      this.unrecorded.unshift(...taken);
      throw error;
    }
  }

  async remember<T>(make: () => T): Promise<T> {
    if (!this.isOpen) return make();
    const step = this.nextStep();
    const known = this.recorded.get(step);
    if (known) return (await this.recall(known, null)) as T;
    const value = make();
    this.unrecorded.push({ step, result: serialized(value, null) });
    return value;
  }

  private nextStep(): string {
    const frame = this.frames.getStore() ?? this.root;
    frame.last += 1;
    return `${frame.path}${frame.last}`;
  }

  private async recall({ step, orgId: recorder, sealed }: RecordedStep, orgId: string | null): Promise<unknown> {
    const text = await this.box.open(ownerOf(this.keyId, step, recorder), sealed);
    const { orgId: recordedOrg, result } = deserialize(Buffer.from(text, 'base64')) as {
      orgId: string | null;
      result: unknown;
    };
    if (recordedOrg === orgId) return result;
    throw new AppError('idempotency_diverged', 'internal', 'The request took another way than the first time.');
  }

  /** All or none: a rival run of the same request that was quicker makes this transaction roll back. */
  private async record(tx: Tx, results: readonly Unrecorded[]): Promise<void> {
    for (const { step, result } of results) {
      const sealed = await this.box.seal(ownerOf(this.keyId, step, tx.orgId), result.toString('base64'));
      const fresh = await tx.query(
        `INSERT INTO idempotency_step (key_id, step, org_id, result) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING RETURNING step`,
        [this.keyId, step, tx.orgId, sealed],
      );
      if (fresh.length === 0) throw refuse('idempotency_in_flight');
    }
  }
}

const ownerOf = (keyId: string, step: string, orgId: string | null): string =>
  `${orgId ?? INSTALLATION}/idempotency_step/${keyId}/${step}`;

/** PostgreSQL gives a transaction an id with its first write or row lock. */
async function hasWritten(tx: Tx): Promise<boolean> {
  const rows = await tx.query<{ wrote: boolean }>('SELECT pg_current_xact_id_if_assigned() IS NOT NULL AS wrote');
  return rows[0]?.wrote ?? true;
}

function serialized(result: unknown, orgId: string | null): Buffer {
  try {
    return serialize({ orgId, result });
  } catch (error) {
    throw new TypeError(
      `the result of a transaction cannot be recorded for a retry: return plain data from it (${String(error)})`,
      { cause: error },
    );
  }
}
