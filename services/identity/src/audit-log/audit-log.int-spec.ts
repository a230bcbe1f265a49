import { auditRecordedV1 } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import type { TestService } from '@throughline/testing';
import { startIdentity } from '../../test/identity-world.js';
import { CHAIN_START, type ChainedFact, chainHash } from './audit-chain.js';

const COLUMNS = `id, org_id AS "orgId", sequence::int, service, action, actor_id AS "actorId", actor_name AS "actorName",
  resource_kind AS "resourceKind", resource_id AS "resourceId", resource_name AS "resourceName", before, after, ip,
  user_agent AS "userAgent", to_char(occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "occurredAt"`;

describe('the audit log', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startIdentity();
  });
  afterAll(() => service.close());

  const record = (orgId: string, action: string, id = newId()) =>
    service.deliver(
      auditRecordedV1,
      orgId,
      { ...auditRecordedV1.example, action, after: { z: 1, a: ['é', null] } },
      { id },
    );
  const entriesOf = (orgId: string) =>
    service.db.query<ChainedFact & { hash: Buffer }>(
      `SELECT ${COLUMNS}, hash FROM identity.audit_entry WHERE org_id = $1 ORDER BY sequence`,
      [orgId],
    );

  it('chains what it stores: every hash can be computed again from the rows', async () => {
    const orgId = newId();
    for (const action of ['a.done', 'b.done', 'c.done']) await record(orgId, action);
    let previous: Buffer = CHAIN_START;
    for (const { hash, ...fact } of await entriesOf(orgId)) {
      expect(hash).toEqual(chainHash(previous, fact));
      previous = hash;
    }
    expect(await service.db.query('SELECT hash FROM identity.audit_chain WHERE org_id = $1', [orgId])).toEqual([
      { hash: previous },
    ]);
  });

  it('keeps one order, without gaps, for facts that arrive at once, and each once', async () => {
    const orgId = newId();
    const ids = Array.from({ length: 12 }, () => newId());
    await Promise.all([...ids, ...ids].map((id) => record(orgId, 'x.done', id)));
    const entries = await entriesOf(orgId);
    expect(entries.map((entry) => entry.sequence)).toEqual(ids.map((_, i) => i + 1));
    expect(entries.map((entry) => entry.id).sort()).toEqual(ids.sort());
  });

  it.each(['UPDATE identity.audit_entry SET action = $1', 'DELETE FROM identity.audit_entry WHERE action <> $1'])(
    'refuses %s, even to a superuser',
    async (sql) => {
      await record(newId(), 'y.done');
      await expect(service.db.query(sql, ['forged'])).rejects.toThrow('append-only');
    },
  );
});
