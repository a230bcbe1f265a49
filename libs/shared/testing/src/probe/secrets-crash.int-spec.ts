import { newId } from '@throughline/kernel';
import { DataKeys, DataKeyStore, OrgTx, SecretBox, createLogger } from '@throughline/platform';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { compileCache, programFile } from '../test-env.config.js';
import { startTestService, type TestService } from '../test-service.js';
import { ProbeModule } from './probe.module.js';
import { safesManifest } from './safes.js';

const ENTRY = join(__dirname, '../../dist/probe/probe.secrets.js');
const KEK = Buffer.alloc(32, 7).toString('base64');
const NEW_KEK = Buffer.alloc(32, 9).toString('base64');

/** S3 with a process that is killed for real, at the points where half of something is done. */
describe('the job on secrets, killed', () => {
  let service: TestService;
  const orgId = newId();
  const ids = Array.from({ length: 8 }, () => newId());
  const ownerOf = (id: string): string => `${orgId}/safe/${id}/value`;
  beforeAll(async () => {
    service = await startTestService(ProbeModule, safesManifest);
    const box = service.app.get(SecretBox);
    await service.app.get(OrgTx).run(orgId, async (tx) => {
      for (const id of ids) {
        const row = [id, orgId, await box.seal(ownerOf(id), id)];
        await tx.query('INSERT INTO safe (id, org_id, sealed) VALUES ($1, $2, $3)', row);
      }
    });
    // As after a rotation that was killed before it had sealed anything anew.
    await service.db.query('UPDATE billing.data_key SET retired_at = clock_timestamp() WHERE org_id = $1', [orgId]);
  });
  afterAll(() => service.close());

  const job = (faultPoint: string, ...args: string[]) =>
    spawnSync(process.execPath, [programFile(ENTRY), ...args], {
      env: {
        ...{ DATABASE_URL: service.db.serviceUrl, KEK: NEW_KEK, KEK_PREVIOUS: KEK, FAULT_POINT: faultPoint },
        NODE_COMPILE_CACHE: compileCache(),
      },
    });

  const unreadable = async (): Promise<number> => {
    const config = { DATABASE_URL: service.db.serviceUrl, KEK: NEW_KEK, KEK_PREVIOUS: KEK };
    const store = new DataKeyStore(config, safesManifest);
    const box = new SecretBox(new DataKeys(store, config), config, createLogger('secrets', 'silent'));
    const rows = await service.db.query<{ id: string; sealed: string }>('SELECT id, sealed FROM billing.safe');
    const texts = await Promise.all(rows.map(({ id, sealed }) => box.open(ownerOf(id), sealed).catch(() => null)));
    await store.onApplicationShutdown();
    return texts.filter((text, index) => text !== rows[index]?.id).length + ids.length - rows.length;
  };

  it.each([
    ['secrets.rewrap.after_row', ['rewrap']],
    ['secrets.rewrap.before_commit', ['rewrap']],
    ['secrets.rotate.after_retire', ['rotate', '--org', orgId]],
    ['secrets.reseal.after_row@3', ['reseal', '--org', orgId]],
    ['secrets.reseal.before_commit', ['reseal', '--org', orgId]],
  ])(
    'at %s leaves everything readable, and ends its work when it is called again',
    async (faultPoint, args) => {
      expect(job(faultPoint, ...args).signal).toBe('SIGKILL');
      expect(await unreadable()).toBe(0);
    },
    60_000,
  );

  it('has done everything in the end', async () => {
    for (const args of [['rewrap'], ['reseal']]) expect(job('', ...args).status).toBe(0);
    expect(await unreadable()).toBe(0);
    const keys = await service.db.query(`SELECT count(DISTINCT kek_id)::int AS keks FROM billing.data_key`);
    expect(keys).toEqual([{ keks: 1 }]);
  }, 60_000);
});
