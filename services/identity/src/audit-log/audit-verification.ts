import type { OrgTx, SystemTx, Tx } from '@throughline/platform';
import type { ChainedFact } from './audit-chain.js';
import { type BadEntry, type ChainHead, ChainWalk, type StoredEntry } from './chain-walk.js';

const BATCH = 1_000;

export interface ChainReport {
  slug: string;
  orgId: string;
  /** How many entries are good, from the first on. */
  verified: number;
  /** The hash that the chain ends in, in hex: kept elsewhere, it shows later that nothing before it was changed. */
  head: string | null;
  bad: BadEntry | undefined;
}

interface Organization {
  id: string;
  slug: string;
}

/** Walks the chains of all organizations, or of the one with the slug. Rejects for a slug that there is not. */
export async function* verifyChains(
  { orgTx, systemTx }: { orgTx: OrgTx; systemTx: SystemTx },
  slug?: string,
): AsyncGenerator<ChainReport> {
  const organizations = await systemTx.run((tx) =>
    tx.query<Organization>('SELECT id, slug FROM organization WHERE $1::text IS NULL OR slug = $1 ORDER BY slug', [
      slug ?? null,
    ]),
  );
  if (slug !== undefined && organizations.length === 0) throw new Error(`There is no organization "${slug}".`);
  for (const organization of organizations) yield verifyChain(orgTx, organization);
}

async function verifyChain(orgTx: OrgTx, { id: orgId, slug }: Organization): Promise<ChainReport> {
  // Read first: what is appended meanwhile lies behind it and is left for the next time.
  const head = await orgTx.run(orgId, readHead);
  const walk = new ChainWalk();
  let bad: BadEntry | undefined;
  for (let rows = BATCH; rows === BATCH && !bad;) {
    const entries = await orgTx.run(orgId, (tx) => readEntries(tx, walk.verified, head?.length ?? 0));
    for (const entry of entries) bad ??= walk.step(entry);
    rows = entries.length;
  }
  bad ??= walk.end(head) ?? (await orgTx.run(orgId, (tx) => readBeyond(tx, head)));
  return { slug, orgId, verified: walk.verified, head: head?.hash.toString('hex') ?? null, bad };
}

async function readHead(tx: Tx): Promise<ChainHead | undefined> {
  const sql = 'SELECT length, hash FROM audit_chain WHERE org_id = $1';
  const row = (await tx.query<{ length: string; hash: Buffer }>(sql, [tx.orgId]))[0];
  return row && { length: Number(row.length), hash: row.hash };
}

/** An entry without a head, or behind a head that still is where it was, was put there by nobody who may. */
async function readBeyond(tx: Tx, head: ChainHead | undefined): Promise<BadEntry | undefined> {
  const now = await readHead(tx);
  if (now && (now.length !== head?.length || !now.hash.equals(head.hash))) return undefined;
  const sql = 'SELECT sequence FROM audit_entry WHERE org_id = $1 AND sequence > $2 ORDER BY sequence LIMIT 1';
  const row = (await tx.query<{ sequence: string }>(sql, [tx.orgId, head?.length ?? 0]))[0];
  return row && { fault: 'beyond_head', sequence: Number(row.sequence), entry: null };
}

type EntryColumns = Omit<ChainedFact, 'sequence' | 'occurredAt' | 'impersonatorId' | 'impersonatorName'> & {
  sequence: string;
  occurredAt: Date;
  impersonatorId: string | null;
  impersonatorName: string | null;
  hash: Buffer;
};

async function readEntries(tx: Tx, after: number, to: number): Promise<StoredEntry[]> {
  const rows = await tx.query<EntryColumns>(
    `SELECT id, org_id AS "orgId", sequence, service, action, actor_id AS "actorId", actor_name AS "actorName",
            impersonator_id AS "impersonatorId", impersonator_name AS "impersonatorName",
            resource_kind AS "resourceKind", resource_id AS "resourceId", resource_name AS "resourceName", before, after,
            ip, user_agent AS "userAgent", occurred_at AS "occurredAt", hash
       FROM audit_entry WHERE org_id = $1 AND sequence > $2 AND sequence <= $3 ORDER BY sequence LIMIT ${BATCH}`,
    [tx.orgId, after, to],
  );
  return rows.map(({ hash, ...row }) => ({ hash, fact: toFact(row) }));
}

function toFact({ impersonatorId, impersonatorName, ...row }: Omit<EntryColumns, 'hash'>): ChainedFact {
  return {
    ...row,
    sequence: Number(row.sequence),
    occurredAt: row.occurredAt.toISOString(),
    ...(impersonatorId !== null && { impersonatorId }),
    ...(impersonatorName !== null && { impersonatorName }),
  };
}
