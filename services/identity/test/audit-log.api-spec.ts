import { auditRecordedV1 } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { eventually, memberClaims, type TestService } from '@throughline/testing';
import { breaches } from './contract.js';
import { createOrganization, sendAs, startIdentity, type Tenant } from './identity-world.js';

describe('the audit log', () => {
  let service: TestService;
  let tenant: Tenant;
  beforeAll(async () => {
    service = await startIdentity({ PROCESS_ROLE: 'all' });
    tenant = await createOrganization(service);
  });
  afterAll(() => service.close());

  const list = (query = '', of: Pick<Tenant, 'id'> = tenant) =>
    sendAs(service, { org: of.id, role: 'operator' }, { path: `/api/v1/orgs/${of.id}/audit-log${query}` });
  const actionsOf = (answer: { body: { items: { action: string }[] } }) => answer.body.items.map((item) => item.action);

  it('holds identity’s own facts, by way of the queue, with who did it', async () => {
    const answer = await eventually(async () => {
      const found = await list();
      expect(actionsOf(found).sort()).toEqual(['member.added', 'organization.created']);
      return found;
    });
    expect(breaches('listAuditEntries', answer)).toEqual([]);
    const entry = answer.body.items.find((item: { action: string }) => item.action === 'organization.created');
    expect(entry).toMatchObject({
      actorId: tenant.owner.userId,
      resourceKind: 'organization',
      resourceId: tenant.id,
      before: null,
    });
    expect(entry.after).toEqual({ slug: tenant.slug, name: entry.resourceName });
  });

  it('pages from the newest, each entry once, also those of one moment', async () => {
    const orgId = newId();
    for (let i = 0; i < 7; i++) {
      await service.deliver(auditRecordedV1, orgId, { ...auditRecordedV1.example, action: `step_${i}.done` });
    }
    await service.db.query(`ALTER TABLE identity.audit_entry DISABLE TRIGGER audit_entry_append_only`);
    await service.db.query(
      `UPDATE identity.audit_entry SET occurred_at = '2026-11-20T12:00:00.123Z' WHERE org_id = $1`,
      [orgId],
    );
    const of = { ...tenant, id: orgId };
    const seen: string[] = [];
    let query = '?limit=3';
    for (let page = 0; page < 3; page++) {
      const answer = await list(query, of);
      seen.push(...actionsOf(answer));
      query = `?limit=3&cursor=${answer.body.nextCursor}`;
    }
    expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0].map((i) => `step_${i}.done`));
  });

  it('shows nothing of another organization', async () => {
    const other = await createOrganization(service);
    await eventually(async () => expect((await list('', other)).body.items).toHaveLength(2));
    const ids = (await list('', other)).body.items.map((item: { resourceId: string }) => item.resourceId);
    expect(ids).toContain(other.id);
    expect(ids).not.toContain(tenant.id);
  });

  it.each([
    'cursor=WyJ4IiwieSJd',
    'cursor=WyIyMDI2LTExLTIwIiwieSJd',
    'actor=me',
    'from=today',
    'order=up',
    'impersonated=maybe',
    'action=%07',
    'x=1',
  ])('refuses ?%s', async (query) => expect((await list(`?${query}`)).status).toBe(400));

  describe('filters', () => {
    const [ada, admin] = [newId(), newId()];
    const of = { id: newId() };
    beforeAll(async () => {
      const { example } = auditRecordedV1;
      const adaActs = { userId: ada, name: 'Ada' };
      const facts = [
        { action: 'member.added', actor: adaActs, resourceKind: 'member', resourceName: 'grace_h@example.org' },
        { action: 'member.removed', actor: { ...adaActs, impersonator: { userId: admin, name: 'Root' } } },
        { action: 'members.counted', actor: { userId: null, name: 'Throughline' }, service: 'identity' },
        { action: 'host.added', actor: adaActs, resourceKind: 'host', resourceId: 'h-1', resourceName: '100% web' },
      ];
      for (const fact of facts) await service.deliver(auditRecordedV1, of.id, { ...example, ...fact });
    });

    it.each([
      ['action=member.', ['member.removed', 'member.added']],
      ['action=member', ['members.counted', 'member.removed', 'member.added']],
      [`actor=${ada}`, ['host.added', 'member.removed', 'member.added']],
      ['actor=system', ['members.counted']],
      ['impersonated=true', ['member.removed']],
      [`impersonated=false&actor=${ada}`, ['host.added', 'member.added']],
      ['resourceKind=host&resourceId=h-1', ['host.added']],
      ['service=identity', ['members.counted']],
      ['text=GRACE_', ['member.added']],
      ['text=0%25', ['host.added']],
      ['text=%25', ['host.added']],
      ['to=2020-01-01T00:00:00Z', []],
      ['from=2020-01-01T00:00:00Z&action=host', ['host.added']],
      ['order=oldest&action=member.', ['member.added', 'member.removed']],
    ])('?%s', async (query, actions) => {
      const answer = await list(`?${query}`, of);
      expect(breaches('listAuditEntries', answer)).toEqual([]);
      expect(actionsOf(answer)).toEqual(actions);
    });

    it('show who stood behind', async () => {
      const { items } = (await list('?impersonated=true', of)).body;
      expect(items[0]).toMatchObject({ actorName: 'Ada', impersonatorId: admin, impersonatorName: 'Root' });
    });

    it('go back as they went forth', async () => {
      const first = await list('?limit=2', of);
      expect(first.body.previousCursor).toBeNull();
      const second = await list(`?limit=2&cursor=${first.body.nextCursor}`, of);
      expect(actionsOf(second)).toEqual(['member.removed', 'member.added']);
      const back = await list(`?limit=2&order=oldest&cursor=${second.body.previousCursor}`, of);
      expect(actionsOf(back)).toEqual(['members.counted', 'host.added']);
    });

    it('count by day', async () => {
      const [newest] = (await list('?limit=1', of)).body.items;
      const day = newest.occurredAt.slice(0, 10); // midnight may have come since
      const byAction = await list('/stats', of);
      expect(breaches('getAuditStats', byAction)).toEqual([]);
      expect(byAction.body.items).toHaveLength(4);
      expect(byAction.body.items[0]).toEqual({ day, key: 'host.added', name: 'host.added', count: 1 });
      const byActor = (await list('/stats?by=actor&action=m', of)).body.items;
      expect(byActor).toEqual([
        { day, key: ada, name: 'Ada', count: 2 },
        { day, key: null, name: 'Throughline', count: 1 },
      ]);
      const long = await list('/stats?from=2026-01-01T00:00:00Z&to=2026-06-01T00:00:00Z', of);
      expect(long.body.code).toBe('range_too_long');
      const empty = await list('/stats?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z', of);
      expect(empty.body.code).toBe('range_empty');
    });
  });

  describe('as a file', () => {
    const of = { id: newId() };
    const ENTRIES = 1_203;
    beforeAll(async () => {
      const { example } = auditRecordedV1;
      await service.deliver(auditRecordedV1, of.id, { ...example, resourceName: '=cmd|"calc"', after: { a: 'x,"y"' } });
      await service.db.query(
        `INSERT INTO identity.audit_entry (id, org_id, sequence, service, action, resource_kind, resource_id, occurred_at, hash)
         SELECT gen_random_uuid(), $1, n, 'identity', 'many.done', 'thing', n::text, now() - n * interval '1 second', ''
           FROM generate_series(2, ${ENTRIES}) n`,
        [of.id],
      );
    });

    /** Its whole text, whatever the client makes of the type. */
    const file = async (query: string): Promise<{ headers: Headers; text: string }> => {
      const authorization = await service.bearer(memberClaims(of.id, 'operator'));
      const url = `${service.url}/api/v1/orgs/${of.id}/audit-log/export${query}`;
      const answer = await fetch(url, { headers: { authorization } });
      return { headers: answer.headers, text: await answer.text() };
    };

    it('is whole CSV that no spreadsheet computes', async () => {
      const { headers, text } = await file('');
      expect(headers.get('content-type')).toContain('text/csv');
      expect(headers.get('content-disposition')).toMatch(/^attachment; filename="audit-log-[\d-]+\.csv"$/);
      const lines = text.split('\r\n');
      expect(lines).toHaveLength(ENTRIES + 2);
      expect(lines[0]).toContain('sequence,occurredAt,service,action');
      expect(lines[1]).toContain(`"'=cmd|""calc"""`);
      expect(lines[1]).toContain(String.raw`"{""a"":""x,\""y\""""}"`);
    });

    it.each([
      ['json', (text: string) => JSON.parse(text) as { id: string }[]],
      [
        'ndjson',
        (text: string) =>
          text
            .trim()
            .split('\n')
            .map((line) => JSON.parse(line) as { id: string }),
      ],
    ])('is %s, each entry once', async (format, read) => {
      const ids = read((await file(`?format=${format}&action=many.`)).text).map(({ id }) => id);
      expect([ids.length, new Set(ids).size]).toEqual([ENTRIES - 1, ENTRIES - 1]);
    });

    it('is empty and well formed when there is nothing', async () =>
      expect(JSON.parse((await file('?format=json&action=none')).text)).toEqual([]));

    it('is a fact itself', async () => {
      await file('?format=json&action=rare');
      const facts = (await service.events(auditRecordedV1)).filter(({ action }) => action === 'audit_log.exported');
      expect(facts.at(-1)).toMatchObject({ resourceId: of.id, after: { format: 'json', action: 'rare' } });
    });

    it('refuses another format', async () => expect((await list('/export?format=xls', of)).status).toBe(400));
  });
});
