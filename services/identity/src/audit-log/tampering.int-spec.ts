import { auditRecordedV1 } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import {
  createTestDatabase,
  createTestKeys,
  eventually,
  memberClaims,
  spawnService,
  type TestDatabase,
  testConfig,
  type TestKeys,
  type TestService,
} from '@throughline/testing';
import { createDataSource, OrgTx, SystemTx } from '@throughline/platform';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { createOrganization, INTERNAL_SECRET, startIdentity, type Tenant } from '../../test/identity-world.js';
import { manifest } from '../manifest.js';
import { verifyChains } from './audit-verification.js';
import { chainInWords } from './chain-words.js';

const DIST = join(__dirname, '../../dist');
const ENTRIES = 8;

/** What the verification says of an organization, as the schema's owner. */
async function wordsOn(db: TestDatabase, slug?: string): Promise<string[]> {
  const dataSource = createDataSource(manifest, { url: db.ownerUrl, poolSize: 1, applicationName: 'verify' });
  await dataSource.initialize();
  const transactions = { orgTx: new OrgTx(dataSource), systemTx: new SystemTx(dataSource) };
  try {
    const lines: string[] = [];
    for await (const report of verifyChains(transactions, slug)) lines.push(chainInWords(report));
    return lines;
  } finally {
    await dataSource.destroy();
  }
}

/** `npm run audit:verify` as the schema's owner: what it says and its exit code. */
function verify(db: TestDatabase, ...argv: string[]): Promise<{ code: number; text: string }> {
  const env = { PATH: '/usr/bin:/bin', MIGRATION_DATABASE_URL: db.ownerUrl };
  return new Promise((resolve) => {
    execFile(process.execPath, [join(DIST, 'audit-verify.js'), ...argv], { env }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, text: stdout + stderr }),
    );
  });
}

describe('O5: tampering with the audit log is found', () => {
  let service: TestService;
  let tenant: Tenant;
  beforeAll(async () => {
    service = await startIdentity();
  });
  afterAll(() => service.close());
  beforeEach(async () => {
    tenant = await createOrganization(service);
    for (let i = 1; i <= ENTRIES; i++) {
      const actor = { userId: newId(), name: 'Ada', impersonator: { userId: newId(), name: 'Root' } };
      const fact = { ...auditRecordedV1.example, action: `step_${i}.done`, actor, after: { i, z: [null, 1.5, 'é'] } };
      await service.deliver(auditRecordedV1, tenant.id, fact);
    }
  });

  /** As one who has the database in their hands: no trigger holds them back. */
  const tamper = async (...statements: string[]): Promise<void> => {
    await service.db.query('ALTER TABLE identity.audit_entry DISABLE TRIGGER audit_entry_append_only');
    for (const sql of statements) await service.db.query(sql.replaceAll('ORG', `'${tenant.id}'`));
    await service.db.query('ALTER TABLE identity.audit_entry ENABLE TRIGGER audit_entry_append_only');
  };

  it('and without it everything is good', async () => {
    const good = new RegExp(`^ok +${tenant.slug}: ${ENTRIES} entries, head [0-9a-f]{64}$`);
    expect(await wordsOn(service.db, tenant.slug)).toEqual([expect.stringMatching(good)]);
  });

  const MOVE = `UPDATE identity.audit_entry SET sequence =`;
  it.each([
    ['a deleted row', ['DELETE FROM identity.audit_entry WHERE org_id = ORG AND sequence = 4'], 4, 'was deleted'],
    [
      'a deleted row whose gap was closed',
      [
        'DELETE FROM identity.audit_entry WHERE org_id = ORG AND sequence = 4',
        ...[5, 6, 7, 8].map((n) => `${MOVE} ${n - 1} WHERE org_id = ORG AND sequence = ${n}`),
      ],
      4,
      'altered, put in, or moved',
    ],
    [
      'an altered action',
      [`UPDATE identity.audit_entry SET action = 'x.y' WHERE org_id = ORG AND sequence = 3`],
      3,
      'altered',
    ],
    [
      'an altered detail',
      [`UPDATE identity.audit_entry SET after = '{}' WHERE org_id = ORG AND sequence = 1`],
      1,
      'altered',
    ],
    [
      'who stood behind taken out',
      [
        `UPDATE identity.audit_entry SET impersonator_id = NULL, impersonator_name = NULL WHERE org_id = ORG AND sequence = 6`,
      ],
      6,
      'altered',
    ],
    [
      'two rows reordered',
      [
        `${MOVE} -1 WHERE org_id = ORG AND sequence = 2`,
        `${MOVE} 2 WHERE org_id = ORG AND sequence = 5`,
        `${MOVE} 5 WHERE org_id = ORG AND sequence = -1`,
      ],
      2,
      'moved there',
    ],
    [
      'an inserted row',
      [
        ...[8, 7, 6, 5].map((n) => `${MOVE} ${n + 1} WHERE org_id = ORG AND sequence = ${n}`),
        `INSERT INTO identity.audit_entry (id, org_id, sequence, service, action, resource_kind, resource_id, occurred_at, hash)
         VALUES (gen_random_uuid(), ORG, 5, 'identity', 'forged.done', 'x', 'x', now(), '\\x00')`,
      ],
      5,
      'put in',
    ],
    [
      'a row put at the end',
      [
        `INSERT INTO identity.audit_entry (id, org_id, sequence, service, action, resource_kind, resource_id, occurred_at, hash)
         VALUES (gen_random_uuid(), ORG, 9, 'identity', 'forged.done', 'x', 'x', now(), '\\x00')`,
      ],
      9,
      'behind the recorded end',
    ],
    ['a tail cut off', ['DELETE FROM identity.audit_entry WHERE org_id = ORG AND sequence > 6'], 7, 'cut off'],
    ['everything deleted', ['DELETE FROM identity.audit_entry WHERE org_id = ORG'], 1, 'cut off'],
    ['a head deleted', ['DELETE FROM identity.audit_chain WHERE org_id = ORG'], 1, 'recorded end'],
    ['a head altered', [`UPDATE identity.audit_chain SET hash = '\\x00' WHERE org_id = ORG`], 8, 'recorded end'],
  ])('%s', async (_what, statements, sequence, words) => {
    await tamper(...statements);
    const [line = ''] = await wordsOn(service.db, tenant.slug);
    expect(line).toMatch(new RegExp(`^TAMPERED ${tenant.slug}: entry ${sequence} `));
    expect(line).toContain(words);
    const other = await createOrganization(service);
    expect(await wordsOn(service.db, other.slug)).toEqual([expect.stringMatching(/^ok /)]);
    expect(await wordsOn(service.db)).toEqual(expect.arrayContaining([line])); // among all of them
  });

  it('and the command says so, and exits with 1', async () => {
    await tamper('DELETE FROM identity.audit_entry WHERE org_id = ORG AND sequence = 4');
    const { code, text } = await verify(service.db, '--org', tenant.slug);
    expect([code, text]).toEqual([1, expect.stringContaining(`TAMPERED ${tenant.slug}: entry 4 was deleted`)]);
    expect(await verify(service.db, '--org', 'nobody')).toEqual({
      code: 1,
      text: 'The audit log could not be verified: There is no organization "nobody".\n',
    });
  }, 60_000);
});

describe('O5: a crash in the middle of a write', () => {
  let db: TestDatabase;
  let keys: TestKeys;
  beforeAll(async () => {
    [db, keys] = await Promise.all([createTestDatabase(manifest), createTestKeys()]);
  });
  afterAll(() => Promise.all([db.drop(), keys.close()]));

  const start = (faultPoint: string) =>
    spawnService(
      join(DIST, 'main.js'),
      { ...testConfig(db, keys, '/nonexistent'), PROCESS_ROLE: 'all', QUEUE_LOCK_MS: 1_000 },
      { FAULT_POINT: faultPoint, INTERNAL_SECRET },
    );

  it.each(['outbox.after_append@3', 'identity.audit.after_entry@2'])(
    'at %s leaves a whole chain, and no act without its row',
    async (fault) => {
      const orgId = newId();
      await db.query(`INSERT INTO identity.organization (id, org_id, slug, name) VALUES ($1, $1, $2, 'Org')`, [
        orgId,
        `o-${orgId.slice(-12)}`,
      ]);
      const doomed = await start(fault);
      let isDead = false;
      void doomed.ended.then(() => (isDead = true));
      const authorization = `Bearer ${await keys.token('identity', memberClaims(orgId, 'owner'))}`;
      const headers = { authorization, 'content-type': 'application/json' };
      for (let i = 0; i < 200 && !isDead; i++) {
        const body = JSON.stringify({ name: `Project ${i}` });
        await fetch(`${doomed.url}/api/v1/orgs/${orgId}/projects`, { method: 'POST', headers, body }).catch(
          () => undefined,
        );
      }
      expect(await doomed.ended).toBe('SIGKILL');
      const restarted = await start('');
      const idsOf = async (sql: string): Promise<string[]> =>
        (await db.query<{ id: string }>(sql, [orgId])).map(({ id }) => id).sort();
      await eventually(async () => {
        const projects = await idsOf('SELECT id FROM identity.project WHERE org_id = $1');
        expect(projects.length).toBeGreaterThan(0);
        expect(await idsOf('SELECT resource_id AS id FROM identity.audit_entry WHERE org_id = $1')).toEqual(projects);
      }, 20_000);
      await restarted.kill();
      expect((await wordsOn(db)).filter((line) => !line.startsWith('ok '))).toEqual([]);
    },
    60_000,
  );
});
