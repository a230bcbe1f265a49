import { Injectable } from '@nestjs/common';
import { newId } from '@throughline/kernel';
import { currentContext, type RequestContext, type Tx } from '@throughline/platform';
import { type PlatformFact, platformHash } from './platform-chain.js';

export interface PlatformAct {
  /** `<subject>.<past tense>`: `organization.suspended`. */
  action: string;
  subjectKind: string;
  subjectId: string;
  organizationId?: string | null;
  reason?: string | null;
  details?: Record<string, unknown> | null;
  /** Who did it, when it is not the person of the request at hand. */
  actor?: { userId: string | null; name: string };
}

const NOTHING_MORE = { organizationId: null, reason: null, details: null };
const PRODUCT = { userId: null, name: 'Throughline' };

/** The installation's own log: what platform admins do and look at. Append-only and hash-chained, in the act's transaction. */
@Injectable()
export class PlatformAudit {
  /** The id of the fact. Rejects when it cannot be written: then the act does not happen either. */
  async record(tx: Tx, act: PlatformAct): Promise<string> {
    const end = await lockEnd(tx);
    const fact = factOf(act, currentContext(), { sequence: end.length + 1, occurredAt: end.now.toISOString() });
    const hash = platformHash(end.hash, fact);
    await tx.query(
      `INSERT INTO platform_audit (id, sequence, action, actor_id, actor_name, organization_id, subject_kind, subject_id,
         reason, details, ip, user_agent, occurred_at, hash)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [
        fact.id,
        fact.sequence,
        fact.action,
        fact.actorId,
        fact.actorName,
        fact.organizationId,
        fact.subjectKind,
        fact.subjectId,
        fact.reason,
        fact.details === null ? null : JSON.stringify(fact.details),
        fact.ip,
        fact.userAgent,
        fact.occurredAt,
        hash,
      ],
    );
    await tx.query('UPDATE platform_audit_chain SET length = $1, hash = $2', [fact.sequence, hash]);
    return fact.id;
  }
}

function factOf(
  { actor, ...act }: PlatformAct,
  context: RequestContext | undefined,
  place: { sequence: number; occurredAt: string },
): PlatformFact {
  const { userId: actorId, name: actorName } = actor ?? standsBehind(context) ?? PRODUCT;
  const { ip, userAgent } = context ?? { ip: null, userAgent: null };
  return { ...NOTHING_MORE, ...asStored(act), id: newId(), ...place, actorId, actorName, ip, userAgent };
}

/** What PostgreSQL can keep: half a surrogate pair has no UTF-8, and the chain hashes what is read back. */
function asStored<T>(act: T): T {
  const wellFormed = (_key: string, value: unknown): unknown =>
    typeof value === 'string' ? value.toWellFormed() : value;
  return JSON.parse(JSON.stringify(act, wellFormed)) as T;
}

/** Who makes the request; behind an impersonation, the platform admin. */
function standsBehind(context: RequestContext | undefined): { userId: string | null; name: string } | undefined {
  return context?.actor?.impersonator ?? context?.actor ?? undefined;
}

/** The end of the chain, locked until the transaction ends: the facts have one order. */
async function lockEnd(tx: Tx): Promise<{ length: number; hash: Buffer; now: Date }> {
  const rows = await tx.query<{ length: string; hash: Buffer; now: Date }>(
    `SELECT length, hash, date_trunc('milliseconds', clock_timestamp()) AS now FROM platform_audit_chain FOR UPDATE`,
  );
  const row = rows[0];
  if (!row) throw new Error('the platform log has no end');
  return { ...row, length: Number(row.length) };
}
