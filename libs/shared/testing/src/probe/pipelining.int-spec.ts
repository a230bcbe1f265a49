import { newId } from '@throughline/kernel';
import { OrgTx, together, type Tx } from '@throughline/platform';
import { startTestService, type TestService } from '../test-service.js';
import { ProbeModule, probeManifest } from './probe.module.js';

describe('statements of one transaction that travel together', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(ProbeModule, probeManifest, { DATABASE_POOL: 1 });
  }, 30_000);
  afterAll(() => service.close());

  const run = <T>(orgId: string, work: (tx: Tx) => Promise<T>): Promise<T> => service.app.get(OrgTx).run(orgId, work);
  const note = (tx: Tx, text: string): Promise<unknown> =>
    tx.query('INSERT INTO note (id, org_id, text, rank) VALUES ($1, $2, $3, 1)', [newId(), tx.orgId, text]);
  const texts = async (orgId: string): Promise<string[]> =>
    (await run(orgId, (tx) => tx.query<{ text: string }>('SELECT text FROM note ORDER BY text'))).map(
      ({ text }) => text,
    );

  it('get each its own answer, in the organization of the transaction', async () => {
    const orgId = newId();
    const numbers = Array.from({ length: 100 }, (_, at) => at);
    const answers = await run(orgId, (tx) =>
      together(
        numbers.map((at) =>
          tx.query(`SELECT $1::int AS at, current_setting('app.org_id') AS org, txid_current() AS tx`, [at]),
        ),
      ),
    );
    const rows = answers.map(([row]) => row as { at: number; org: string; tx: string });
    expect(rows.map(({ at }) => at)).toEqual(numbers);
    expect(new Set(rows.map(({ org, tx }) => `${org} ${tx}`)).size).toBe(1);
    expect(rows[0]?.org).toBe(orgId);
  });

  it('are rolled back together: nothing is written behind one that failed', async () => {
    const orgId = newId();
    const twoSteps = async (tx: Tx): Promise<void> => {
      await note(tx, 'first');
      await note(tx, 'second');
    };
    const failing = run(orgId, (tx) =>
      together([note(tx, 'alone'), tx.query('SELECT 1 / $1::int', [0]), twoSteps(tx)]),
    );
    await expect(failing).rejects.toMatchObject({ code: '22012' });
    await run(orgId, twoSteps); // by the only connection there is
    expect(await texts(orgId)).toEqual(['first', 'second']);
  });

  it('fail together with their connection, and the next transaction has another', async () => {
    const orgId = newId();
    const killed = run(orgId, (tx) =>
      together([note(tx, 'lost'), tx.query('SELECT pg_terminate_backend(pg_backend_pid())'), note(tx, 'lost too')]),
    );
    await expect(killed).rejects.toThrow();
    await run(orgId, (tx) => note(tx, 'kept'));
    expect(await texts(orgId)).toEqual(['kept']);
  });
});
