import { auditRecordedV1 } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import type { TestDatabase, TestService } from '@throughline/testing';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { wordsOn } from '../../test/audit-words.js';
import { createOrganization, startIdentity, type Tenant } from '../../test/identity-world.js';

const DIST = join(__dirname, '../../dist');
const ENTRIES = 8;

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
