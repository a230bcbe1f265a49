import { newId } from '@throughline/kernel';
import { LiveHub, OrgTx, PgListener, SystemTx } from '@throughline/platform';
import { eventually } from '../eventually.js';
import { startTestService, type TestService } from '../test-service.js';
import { ProbeModule, probeManifest } from './probe.module.js';

describe('hints of transactions', () => {
  let service: TestService;
  const heard: string[] = [];
  beforeAll(async () => {
    service = await startTestService(ProbeModule, probeManifest);
    service.app.get(PgListener).on('told', (payload) => heard.push(payload));
    await eventually(async () => {
      await service.app.get(SystemTx).run((tx) => Promise.resolve(tx.hint('told', 'listening')));
      expect(heard).toContain('listening');
    });
  }, 30_000);
  afterAll(() => service.close());

  it('are told when it is committed, each once, and not when it is rolled back', async () => {
    const orgId = newId();
    const refused = service.app.get(OrgTx).run(orgId, (tx) => {
      tx.hint('told', 'rolled back');
      return Promise.reject(new Error('refused'));
    });
    await expect(refused).rejects.toThrow('refused');
    await service.app.get(OrgTx).run(orgId, async (tx) => {
      for (const what of ['twice', 'twice', 'last']) tx.hint('told', what);
      await tx.query('SELECT 1');
      expect(heard).not.toContain('twice');
    });
    await eventually(() => expect(heard).toContain('last'));
    expect(heard.filter((what) => what !== 'listening')).toEqual(['twice', 'last']);
  });

  it('tell the schema where nothing else is said', async () => {
    await service.app.get(SystemTx).run((tx) => Promise.resolve(tx.hint('told')));
    await eventually(() => expect(heard).toContain(probeManifest.name));
  });

  it('tell open screens of an organization of each of many changes', async () => {
    const [orgId, live] = [newId(), service.app.get(LiveHub)];
    const ids = Array.from({ length: 1_000 }, newId);
    const seen: string[] = [];
    const unsubscribe = live.subscribe(orgId, ({ resource, id }) => void seen.push(`${resource} ${id}`));
    await service.app.get(OrgTx).run(orgId, (tx) => Promise.resolve(live.changedAll(tx, 'execution', ids)));
    await eventually(() => expect(seen).toHaveLength(ids.length));
    unsubscribe();
    expect(seen).toEqual(ids.map((id) => `execution ${id}`));
  });
});
