import { Injectable } from '@nestjs/common';
import { fp, type Tx } from '@throughline/platform';
import { CHAIN_START, type ChainedFact } from './audit-chain.js';

export interface ChainEnd {
  length: number;
  hash: Buffer;
}

@Injectable()
export class AuditLogRepository {
  /** The end of the organization's chain, locked until the transaction ends. */
  async lockEnd(tx: Tx): Promise<ChainEnd> {
    const rows = await tx.query<{ length: string; hash: Buffer }>(
      `INSERT INTO audit_chain AS c (org_id, length, hash) VALUES ($1, 0, $2)
       ON CONFLICT (org_id) DO UPDATE SET length = c.length RETURNING length, hash`,
      [tx.orgId, CHAIN_START],
    );
    return { length: Number(rows[0]?.length ?? 0), hash: rows[0]?.hash ?? CHAIN_START };
  }

  async append(tx: Tx, fact: ChainedFact, hash: Buffer): Promise<void> {
    await tx.query(
      `INSERT INTO audit_entry (id, org_id, sequence, service, action, actor_id, actor_name, resource_kind, resource_id,
         resource_name, before, after, ip, user_agent, occurred_at, hash, impersonator_id,
         impersonator_name)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
      [
        fact.id,
        tx.orgId,
        fact.sequence,
        fact.service,
        fact.action,
        fact.actorId,
        fact.actorName,
        fact.resourceKind,
        fact.resourceId,
        fact.resourceName,
        json(fact.before),
        json(fact.after),
        fact.ip,
        fact.userAgent,
        fact.occurredAt,
        hash,
        fact.impersonatorId ?? null,
        fact.impersonatorName ?? null,
      ],
    );
    fp('identity.audit.after_entry');
    await tx.query('UPDATE audit_chain SET length = $2, hash = $3 WHERE org_id = $1', [tx.orgId, fact.sequence, hash]);
  }
}

const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));
