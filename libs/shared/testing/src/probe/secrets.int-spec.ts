import { newId } from '@throughline/kernel';
import {
  Audit,
  createLogger,
  DataKeys,
  DataKeyStore,
  DerivationRoot,
  OrgTx,
  Outbox,
  runCommand,
  SecretBox,
  SecretRotation,
  SystemTx,
  type PlatformConfig,
  SealedRowsCheck,
} from '@throughline/platform';
import { CompactEncrypt } from 'jose';
import { createHash, hkdfSync } from 'node:crypto';
import { startTestService, type TestService } from '../test-service.js';
import { ProbeModule } from './probe.module.js';
import { SAFE, safesManifest as manifest } from './safes.js';

const KEK = Buffer.alloc(32, 7).toString('base64');
const NEW_KEK = Buffer.alloc(32, 9).toString('base64');
/** Small, so that a crash comes after some batches and in the middle of one. */
const BATCH = 5;
const logger = createLogger('secrets', 'silent');
interface Vault {
  box: SecretBox;
  keys: DataKeys;
  rotation: SecretRotation;
  close(): Promise<void>;
}

describe('S3: secrets at rest', () => {
  let service: TestService;
  const open: Vault[] = [];
  beforeAll(async () => {
    service = await startTestService(ProbeModule, manifest, { DATABASE_POOL: 8 });
  });
  afterEach(async () => void (await Promise.all(open.splice(0).map((vault) => vault.close()))));
  afterAll(() => service.close());

  /** What a process with these keys has: nothing in memory, the same database. */
  const vault = (config: Partial<PlatformConfig> = {}, audit?: Audit): Vault => {
    const given = { KEK, DATABASE_URL: service.db.serviceUrl, ...config };
    const store = new DataKeyStore(given, manifest);
    const keys = new DataKeys(store, given);
    const box = new SecretBox(keys, given, logger);
    const [orgTx, systemTx] = [service.app.get(OrgTx), service.app.get(SystemTx)];
    const rotation = new SecretRotation({
      orgTx,
      systemTx,
      keys,
      box,
      logger,
      audit: audit ?? new Audit(new Outbox(), manifest),
      sealedColumns: [SAFE],
      batch: BATCH,
    });
    const made = { box, keys, rotation, close: () => store.onApplicationShutdown() };
    open.push(made);
    return made;
  };

  const ownerOf = (orgId: string, id: string, field = 'value'): string => `${orgId}/safe/${id}/${field}`;

  const fill = async (orgId: string, count: number, box: SecretBox): Promise<Map<string, string>> => {
    const texts = new Map(Array.from({ length: count }, (_, i) => [newId(), `secret ${i}`]));
    await service.app.get(OrgTx).run(orgId, async (tx) => {
      for (const [id, text] of texts) {
        const row = [id, orgId, await box.seal(ownerOf(orgId, id), text)];
        await tx.query('INSERT INTO safe (id, org_id, sealed) VALUES ($1, $2, $3)', row);
      }
    });
    return texts;
  };

  const unreadable = async (orgId: string, texts: Map<string, string>, box: SecretBox): Promise<number> => {
    const rows = await service.db.query<{ id: string; sealed: string }>(
      'SELECT id, sealed FROM billing.safe WHERE org_id = $1',
      [orgId],
    );
    expect(rows).toHaveLength(texts.size);
    const found = await Promise.all(
      rows.map(({ id, sealed }) => box.open(ownerOf(orgId, id), sealed).catch(() => null)),
    );
    return found.filter((text, index) => text !== texts.get(rows[index]?.id ?? '')).length;
  };

  it('opens for its owner, under a key of its organization', async () => {
    const { box } = vault();
    const [orgA, id] = [newId(), newId()];
    const sealed = await box.seal(ownerOf(orgA, id), 'open sesame');
    expect(sealed).not.toContain('sesame');
    expect(await vault().box.open(ownerOf(orgA, id), sealed)).toBe('open sesame');
    const keys = await service.db.query('SELECT id FROM billing.data_key WHERE org_id = $1', [orgA]);
    expect(keys).toHaveLength(1);
  });

  it('is one key for many first seals at once', async () => {
    const orgId = newId();
    const boxes = Array.from({ length: 4 }, () => vault().box);
    await Promise.all(boxes.flatMap((box) => [1, 2, 3].map((n) => box.seal(ownerOf(orgId, newId()), `${n}`))));
    const keys = await service.db.query('SELECT id FROM billing.data_key WHERE org_id = $1', [orgId]);
    expect(keys).toHaveLength(1);
  });

  it('refuses every flipped byte', async () => {
    const { box } = vault();
    const owner = ownerOf(newId(), newId());
    const sealed = await box.seal(owner, 'open sesame');
    for (let at = 0; at < sealed.length; at++) {
      const flipped = sealed.charAt(at) === 'A' ? 'Q' : 'A'; // differ in bits that no base64 decoder drops
      const altered = sealed.slice(0, at) + flipped + sealed.slice(at + 1);
      if (altered === sealed) continue;
      await expect(box.open(owner, altered)).rejects.toMatchObject({ code: 'secret_unreadable' });
    }
  });

  it('refuses a text of another row, organization, version or field, and a short tag', async () => {
    const { box } = vault();
    const [orgA, orgB, row, other] = [newId(), newId(), newId(), newId()];
    const sealed = await box.seal(ownerOf(orgA, row), 'open sesame');
    await box.seal(ownerOf(orgB, row), 'has a key too');
    const parts = sealed.split('.');
    const short = [
      ...parts.slice(0, 4),
      Buffer.from(parts[4] ?? '', 'base64url')
        .subarray(0, 12)
        .toString('base64url'),
    ];
    const tries: [string, string][] = [
      [ownerOf(orgA, other), sealed],
      [ownerOf(orgB, row), sealed],
      [ownerOf(orgA, row, 'value/2'), sealed],
      [ownerOf(orgA, row, 'previous_value'), sealed],
      [ownerOf(orgA, row), short.join('.')],
      [ownerOf(orgA, row), ''],
      [ownerOf(orgA, row), 'open sesame'],
    ];
    for (const [owner, text] of tries) {
      await expect(box.open(owner, text)).rejects.toMatchObject({ code: 'secret_unreadable', category: 'internal' });
    }
  });

  it('refuses a data key that was put in the place of another organization’s', async () => {
    const { box } = vault();
    const [orgA, orgB, row] = [newId(), newId(), newId()];
    const sealed = await box.seal(ownerOf(orgA, row), 'of A');
    await box.seal(ownerOf(orgB, row), 'of B');
    await service.db.query(
      `UPDATE billing.data_key a SET wrapped = b.wrapped FROM billing.data_key b WHERE a.org_id = $1 AND b.org_id = $2`,
      [orgA, orgB],
    );
    await expect(vault().box.open(ownerOf(orgA, row), sealed)).rejects.toMatchObject({ code: 'secret_unreadable' });
    await service.db.query('DELETE FROM billing.data_key WHERE org_id = $1', [orgA]);
  });

  it('opens what was sealed under a KEK itself, from before there were data keys', async () => {
    const owner = ownerOf(newId(), newId());
    const old = await underKek(KEK, owner, 'old');
    expect(await vault().box.open(owner, old)).toBe('old');
    expect(await vault({ KEK: NEW_KEK, KEK_PREVIOUS: KEK }).box.open(owner, old)).toBe('old');
    await expect(vault({ KEK: NEW_KEK }).box.open(owner, old)).rejects.toMatchObject({ code: 'secret_unreadable' });
  });

  it('refuses to boot when rows are still under a KEK that is not at hand', async () => {
    const [orgId, id] = [newId(), newId()];
    await service.app.get(OrgTx).run(orgId, async (tx) => {
      const sealed = await underKek(KEK, ownerOf(orgId, id), 'old');
      await tx.query('INSERT INTO safe (id, org_id, sealed) VALUES ($1, $2, $3)', [id, orgId, sealed]);
      await new Audit(new Outbox(), manifest).record(tx, { action: 'safe.made', resourceKind: 'safe', resourceId: id });
    });
    const boot = (config: Partial<PlatformConfig>): Promise<void> =>
      new SealedRowsCheck(service.app.get(SystemTx), service.app.get(OrgTx), manifest, {
        KEK,
        ...config,
      }).onModuleInit();
    await expect(boot({ KEK: NEW_KEK })).rejects.toThrow(`safe.sealed holds secrets under the key-encryption key`);
    await expect(boot({})).resolves.toBeUndefined();
    await expect(boot({ KEK: NEW_KEK, KEK_PREVIOUS: KEK })).resolves.toBeUndefined();
    expect(await vault().rotation.reseal(orgId)).toEqual({ changed: 1, left: 0 });
    await expect(boot({ KEK: NEW_KEK })).resolves.toBeUndefined();
  });

  it('refuses to boot without a KEK that is in use, and opens nothing', async () => {
    const owner = ownerOf(newId(), newId());
    const sealed = await vault().box.seal(owner, 'open sesame');
    const stranger = vault({ KEK: NEW_KEK });
    await expect(stranger.keys.onModuleInit()).rejects.toThrow(/KEK_PREVIOUS/);
    await expect(stranger.box.open(owner, sealed)).rejects.toMatchObject({ code: 'secret_unreadable' });
    await expect(vault({ KEK: NEW_KEK, KEK_PREVIOUS: KEK }).keys.onModuleInit()).resolves.toBeUndefined();
  });

  it('keeps keyed hashes right across a new KEK', async () => {
    const purpose = 'throughline/identity/api-key';
    const direct = Buffer.from(hkdfSync('sha256', Buffer.from(KEK, 'base64'), '', purpose, 32));
    expect(service.app.get(DerivationRoot).derive(purpose)).toEqual(direct);
    const ring = { KEK: NEW_KEK, KEK_PREVIOUS: KEK };
    const later = new DerivationRoot(service.app.get(SystemTx), vault(ring).box, ring as PlatformConfig);
    await later.onModuleInit();
    expect(later.derive(purpose)).toEqual(direct);
  });

  it('rotates everything of one organization, and of no other', async () => {
    const { box, rotation } = vault();
    const [orgA, orgB] = [newId(), newId()];
    const [textsA, textsB] = [await fill(orgA, 43, box), await fill(orgB, 3, box)];
    const sealedOf = (orgId: string) =>
      service.db.query('SELECT id, sealed FROM billing.safe WHERE org_id = $1 ORDER BY id', [orgId]);
    const before = { a: await sealedOf(orgA), b: await sealedOf(orgB) };
    expect(await runCommand(rotation, { name: 'rotate', orgId: orgA }, logger, 0)).toBe(0);
    expect(await sealedOf(orgB)).toEqual(before.b);
    const after = new Set((await sealedOf(orgA)).map((row) => row['sealed']));
    expect(before.a.filter((row) => after.has(row['sealed']))).toEqual([]);
    expect(await unreadable(orgA, textsA, vault().box)).toBe(0);
    expect(await unreadable(orgB, textsB, vault().box)).toBe(0);
    const facts = await service.db.query<{ payload: { action: string } }>(
      `SELECT payload FROM billing.outbox WHERE org_id = $1 AND type = 'audit-recorded'`,
      [orgA],
    );
    expect(facts.map((fact) => fact.payload.action)).toEqual(['data_key.rotated']);
  });

  it('makes no key for an organization that it has never heard of', async () => {
    const orgId = newId();
    expect(await runCommand(vault().rotation, { name: 'rotate', orgId }, logger, 0)).toBe(0);
    expect(await service.db.query('SELECT 1 FROM billing.data_key WHERE org_id = $1', [orgId])).toEqual([]);
  });

  it('leaves a row that does not open as it is, and says so', async () => {
    const { box, rotation } = vault();
    const orgId = newId();
    const texts = await fill(orgId, 3, box);
    const [spoiled] = texts.keys();
    await service.db.query(`UPDATE billing.safe SET sealed = 'spoiled' WHERE id = $1`, [spoiled]);
    await rotation.rotate(orgId);
    expect(await rotation.reseal(orgId)).toEqual({ changed: 2, left: 1 });
    expect(await unreadable(orgId, texts, vault().box)).toBe(1);
    await service.db.query('DELETE FROM billing.safe WHERE id = $1', [spoiled]);
  });

  it('re-wraps under a new KEK through 20 crashes, with nothing unreadable at any moment', async () => {
    const orgs = Array.from({ length: 90 }, () => newId());
    const texts = new Map<string, Map<string, string>>();
    for (const orgId of orgs) texts.set(orgId, await fill(orgId, 1, vault().box));
    const ring = { KEK: NEW_KEK, KEK_PREVIOUS: KEK };
    const lost = async (keks: Partial<PlatformConfig>): Promise<number> => {
      const { box } = vault(keks);
      const counts = await Promise.all(orgs.map((orgId) => unreadable(orgId, texts.get(orgId) ?? new Map(), box)));
      return counts.reduce((sum, count) => sum + count, 0);
    };
    const wrapped: number[] = [];
    for (let crash = 1; crash <= 20; crash++) {
      await expect(vault(ring, dyingAfter(1 + (crash % 8))).rotation.rewrap()).rejects.toThrow('power cut');
      wrapped.push(
        (await service.db.query(`SELECT 1 FROM billing.data_key WHERE kek_id = $1`, [kekId(NEW_KEK)])).length,
      );
      expect(await lost(ring)).toBe(0);
      await Promise.all(open.splice(0).map((vault) => vault.close()));
    }
    expect(new Set(wrapped).size).toBeGreaterThan(3); // crashes after some batches had committed
    expect(await vault(ring).rotation.rewrap()).toMatchObject({ left: 0 });
    expect(await lost({ KEK: NEW_KEK })).toBe(0);
    await vault({ KEK: NEW_KEK }).keys.onModuleInit();
  }, 60_000);
});

const kekId = (kek: string): string =>
  createHash('sha256').update(Buffer.from(kek, 'base64')).digest('hex').slice(0, 16);

/** A text as it was sealed before there were data keys. */
function underKek(kek: string, own: string, text: string): Promise<string> {
  return new CompactEncrypt(Buffer.from(text))
    .setProtectedHeader({ alg: 'A256GCMKW', enc: 'A256GCM', kid: kekId(kek), own })
    .encrypt(Buffer.from(kek, 'base64'));
}

/** An audit whose n-th fact never comes: the transaction that it is in ends as a crash ends it. */
function dyingAfter(facts: number): Audit {
  let left = facts;
  return {
    record: async () => {
      left -= 1;
      if (left <= 0) throw new Error('power cut');
    },
  } as unknown as Audit;
}
