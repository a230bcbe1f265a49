import { Injectable } from '@nestjs/common';
import { newId } from '@throughline/kernel';
import { beyondDeadline, outsideOfSteps } from '../context/request-context.js';
import { SystemTx } from '../database/system-tx.js';
import type { Tx } from '../database/tx.js';
import { fp } from '../faults/fault-point.js';
import { INSTALLATION } from '../secrets/secret-owner.js';
import { SecretBox } from '../secrets/secret-box.js';
import type { KeyedRequest } from './keyed-request.js';
import type { RecordedAnswer } from './recorded-answer.js';
import type { RecordedStep } from './step-log.js';

/** A run of the request that nobody else makes at the same time. */
export interface Lease {
  keyId: string;
  orgId: string | null;
  leaseId: string;
}

export type Claim =
  | { kind: 'run'; lease: Lease; steps: RecordedStep[] }
  | { kind: 'replay'; answer: RecordedAnswer }
  | { kind: 'in_flight' }
  | { kind: 'reused' };

interface KeyRow {
  id: string;
  request: string;
  response: string | null;
  is_free: boolean;
  is_old: boolean;
}

const LEASE = `interval '60 seconds'`;
const KEPT = `interval '48 hours'`;
const MOST_TRIES = 3;
const PRUNE_BATCH = 1_000;

/**
 * The idempotency keys of a service, by database time. A run holds a lease that it renews; when its process dies, the
 * lease ends by itself and the next retry goes on where it ended.
 */
@Injectable()
export class IdempotencyKeys {
  constructor(
    private readonly systemTx: SystemTx,
    private readonly box: SecretBox,
  ) {}

  /** What to do with a request: run it (the first, or one whose run ended without an answer), replay, or refuse. */
  async claim(request: KeyedRequest): Promise<Claim> {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const claim = (await this.insert(request)) ?? (await this.join(request));
      fp('idempotency.after_claim');
      if (claim) return claim;
    }
    return { kind: 'in_flight' };
  }

  /** Holds the lease for another minute. */
  async renew({ keyId, leaseId }: Lease): Promise<void> {
    const sql = `UPDATE idempotency_key SET lease_until = clock_timestamp() + ${LEASE} WHERE id = $1 AND lease_id = $2`;
    await this.transact((tx) => tx.query(sql, [keyId, leaseId]));
  }

  /** Keeps the answer for retries, and ends the run; after the request's deadline too. */
  async finish({ keyId, orgId, leaseId }: Lease, answer: RecordedAnswer): Promise<void> {
    fp('idempotency.before_finish');
    const sealed = await this.box.seal(ownerOf(orgId, keyId, 'response'), JSON.stringify(answer));
    await beyondDeadline(() =>
      this.transact((tx) =>
        tx.query(
          `UPDATE idempotency_key SET response = $3, lease_until = clock_timestamp()
            WHERE id = $1 AND lease_id = $2 AND response IS NULL`,
          [keyId, leaseId, sealed],
        ),
      ),
    );
    fp('idempotency.after_finish');
  }

  /**
   * Ends a run without an answer, after the request's deadline too. The key is forgotten where nothing is committed; else it stays for a retry to go on.
   * A transaction whose commit is under way is waited for: it holds a lock on the key by its step.
   * @returns whether steps are committed
   */
  release({ keyId, leaseId }: Lease): Promise<boolean> {
    const end = async (tx: Tx): Promise<boolean> => {
      await tx.query('SELECT 1 FROM idempotency_key WHERE id = $1 FOR UPDATE', [keyId]);
      const steps = await tx.query('SELECT 1 FROM idempotency_step WHERE key_id = $1 LIMIT 1', [keyId]);
      const isMine = 'WHERE id = $1 AND lease_id = $2 AND response IS NULL';
      const sql =
        steps.length === 0
          ? `DELETE FROM idempotency_key ${isMine}`
          : `UPDATE idempotency_key SET lease_until = clock_timestamp() ${isMine}`;
      await tx.query(sql, [keyId, leaseId]);
      return steps.length > 0;
    };
    return beyondDeadline(() => this.transact(end));
  }

  /** Forgets keys older than 48 hours, a thousand at a time, until it is told to stop. Resolves to how many. */
  async prune(stopping?: AbortSignal): Promise<number> {
    for (let pruned = 0; ;) {
      const batch = await this.transact((tx) =>
        tx.query(
          `DELETE FROM idempotency_key WHERE id IN (
             SELECT id FROM idempotency_key WHERE created_at < clock_timestamp() - ${KEPT}
              ORDER BY created_at LIMIT ${PRUNE_BATCH} FOR UPDATE SKIP LOCKED) RETURNING id`,
        ),
      );
      pruned += batch.length;
      if (batch.length < PRUNE_BATCH || stopping?.aborted) return pruned;
    }
  }

  private async insert({ orgId, scope, route, key, fingerprint }: KeyedRequest): Promise<Claim | undefined> {
    const lease = { keyId: newId(), orgId, leaseId: newId() };
    const sealed = await this.box.seal(ownerOf(orgId, lease.keyId, 'request'), fingerprint);
    const fresh = await this.transact((tx) =>
      tx.query(
        `INSERT INTO idempotency_key (id, org_id, scope, route, key, request, lease_id, lease_until)
         VALUES ($1, $2, $3, $4, $5, $6, $7, clock_timestamp() + ${LEASE}) ON CONFLICT DO NOTHING RETURNING id`,
        [lease.keyId, orgId, scope, route, key, sealed, lease.leaseId],
      ),
    );
    return fresh.length === 0 ? undefined : { kind: 'run', lease, steps: [] };
  }

  /** Undefined when the row went away meanwhile. */
  private join(request: KeyedRequest): Promise<Claim | undefined> {
    return this.transact(async (tx) => {
      const row = await find(tx, request);
      if (!row) return undefined;
      if (row.is_old && row.is_free) return forget(tx, row.id);
      const { orgId } = request;
      if ((await this.box.open(ownerOf(orgId, row.id, 'request'), row.request)) !== request.fingerprint)
        return { kind: 'reused' };
      if (row.response !== null) {
        const text = await this.box.open(ownerOf(orgId, row.id, 'response'), row.response);
        return { kind: 'replay', answer: JSON.parse(text) as RecordedAnswer };
      }
      if (!row.is_free) return { kind: 'in_flight' };
      const lease = { keyId: row.id, orgId, leaseId: newId() };
      await tx.query(
        `UPDATE idempotency_key SET lease_id = $2, lease_until = clock_timestamp() + ${LEASE} WHERE id = $1`,
        [row.id, lease.leaseId],
      );
      return { kind: 'run', lease, steps: await stepsOf(tx, row.id) };
    });
  }

  private transact<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return outsideOfSteps(() => this.systemTx.run(work));
  }
}

const ownerOf = (orgId: string | null, keyId: string, column: string): string =>
  `${orgId ?? INSTALLATION}/idempotency_key/${keyId}/${column}`;

/** Locked against rivals, but not against the steps of a run, which reference it. */
async function find(tx: Tx, { scope, route, key }: KeyedRequest): Promise<KeyRow | undefined> {
  const rows = await tx.query<KeyRow>(
    `SELECT id, request, response, lease_until <= clock_timestamp() AS is_free,
            created_at < clock_timestamp() - ${KEPT} AS is_old
       FROM idempotency_key WHERE scope = $1 AND route = $2 AND key = $3 FOR NO KEY UPDATE`,
    [scope, route, key],
  );
  return rows[0];
}

async function forget(tx: Tx, id: string): Promise<undefined> {
  await tx.query('DELETE FROM idempotency_key WHERE id = $1', [id]);
}

function stepsOf(tx: Tx, keyId: string): Promise<RecordedStep[]> {
  const sql = 'SELECT step, org_id AS "orgId", result AS sealed FROM idempotency_step WHERE key_id = $1';
  return tx.query<RecordedStep>(sql, [keyId]);
}
