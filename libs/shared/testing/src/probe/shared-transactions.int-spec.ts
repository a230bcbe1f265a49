import { auditRecordedV1, type Envelope, pipelinesExecutionStartedV1 } from '@throughline/contracts';
import { AppError, newId } from '@throughline/kernel';
import {
  Audit,
  combined,
  combinedRead,
  currentContext,
  Outbox,
  refuseShared,
  RequestDeadline,
  type RequestContext,
  runInContext,
  SharedOrgTx,
  type Tx,
} from '@throughline/platform';
import { startTestService, type TestService } from '../test-service.js';
import { ProbeModule, probeManifest } from './probe.module.js';

const AT_COMMIT = `CREATE FUNCTION billing.refuse_bad() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN IF NEW.text = 'bad at commit' THEN RAISE EXCEPTION 'no'; END IF; RETURN NULL; END $$;
  CREATE CONSTRAINT TRIGGER refuse_bad AFTER INSERT ON billing.note DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION billing.refuse_bad()`;

const contextOf = (name: string, more: Partial<RequestContext> = {}): RequestContext => ({
  ...{ traceparent: `00-${newId().replaceAll('-', '')}-0000000000000001-01`, requestId: name },
  ...{ actor: { userId: newId(), name }, ip: '192.0.2.1', userAgent: name },
  ...more,
});

describe('a transaction that several share', () => {
  let service: TestService;
  let shared: SharedOrgTx;
  beforeAll(async () => {
    service = await startTestService(ProbeModule, probeManifest);
    shared = service.app.get(SharedOrgTx);
  }, 30_000);
  afterAll(() => service.close());

  const note = (tx: Tx, text: string, id = newId()): Promise<unknown> =>
    tx.query('INSERT INTO note (id, org_id, text, rank) VALUES ($1, $2, $3, 1)', [id, tx.orgId, text]);
  const transactionOf = async (tx: Tx): Promise<string> =>
    (await tx.query<{ id: string }>('SELECT pg_current_xact_id()::text AS id'))[0]?.id ?? '';
  const texts = async (orgId: string): Promise<string[]> => {
    const rows = await service.db.query<{ text: string }>('SELECT text FROM billing.note WHERE org_id = $1', [orgId]);
    return rows.map(({ text }) => text).toSorted();
  };
  /** Each as a request of its own, all in one turn; how often each was tried, and in which transaction at last. */
  const asked = (
    orgId: string,
    works: Record<string, (tx: Tx) => Promise<unknown>>,
    contexts: Record<string, RequestContext> = {},
  ) => {
    const tried: Record<string, number> = {};
    const lastIn: Record<string, string> = {};
    const all = Object.entries(works).map(([name, work]) =>
      runInContext(contexts[name] ?? contextOf(name), () =>
        shared.run(orgId, async (tx) => {
          tried[name] = (tried[name] ?? 0) + 1;
          lastIn[name] = await transactionOf(tx);
          return work(tx);
        }),
      ),
    );
    return Promise.allSettled(all).then((ends) => ({ ends, tried, lastIn }));
  };
  const written = (name: string) => async (tx: Tx) => {
    await note(tx, name);
    return currentContext()?.actor?.name;
  };

  it('is one for all who ask in a turn, and each works in its own context', async () => {
    const orgId = newId();
    const { ends, lastIn } = await asked(orgId, { a: written('a'), b: written('b'), c: written('c') });
    expect(ends).toEqual(['a', 'b', 'c'].map((value) => ({ status: 'fulfilled', value })));
    expect(new Set(Object.values(lastIn)).size).toBe(1);
    expect(await texts(orgId)).toEqual(['a', 'b', 'c']);
  });

  it('is another for each organization, and for who comes when it has begun', async () => {
    const [one, other] = [newId(), newId()];
    let second: Promise<string> | undefined;
    const [first, ofOther] = await Promise.all([
      shared.run(one, (tx) => {
        second ??= shared.run(one, transactionOf);
        return transactionOf(tx);
      }),
      shared.run(other, transactionOf),
    ]);
    expect(new Set([first, ofOther, await second]).size).toBe(3);
  });

  it('leaves out who fails, with whatever it had written, and nobody else notices', async () => {
    const orgId = newId();
    const refused = new AppError('probe_refused', 'unprocessable', 'no');
    const { ends, tried, lastIn } = await asked(orgId, {
      a: written('a'),
      refused: async (tx) => {
        await note(tx, 'refused');
        throw refused;
      },
      c: written('c'),
    });
    expect(ends.map((end) => (end.status === 'fulfilled' ? end.value : end.reason))).toEqual(['a', refused, 'c']);
    expect(tried).toEqual({ a: 2, refused: 2, c: 2 });
    expect(lastIn['a']).toBe(lastIn['c']);
    expect(await texts(orgId)).toEqual(['a', 'c']);
  });

  it('is none for an organization that there cannot be, alone or together, and the next is not held up', async () => {
    const asking = (): Promise<string> => shared.run('no id', transactionOf);
    const refused = Array.from({ length: 3 }, () => ({ status: 'rejected', reason: expect.any(TypeError) }));
    expect(await Promise.allSettled([asking(), asking(), asking()])).toEqual(refused);
    await expect(asking()).rejects.toThrow(TypeError);
  });

  it('gives each one of its own when a statement fails: it cannot be told whose fault that is', async () => {
    const [orgId, id] = [newId(), newId()];
    const { ends, lastIn } = await asked(orgId, {
      a: (tx) => note(tx, 'a', id),
      b: (tx) => note(tx, 'b', id),
      c: written('c'),
    });
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    expect(ends[2]).toEqual({ status: 'fulfilled', value: 'c' });
    expect(lastIn['a']).not.toBe(lastIn['b']);
    expect(await texts(orgId)).toHaveLength(2);
  });

  it('is tried once where the commit itself fails, and all hear of it: it may have happened', async () => {
    await service.db.query(AT_COMMIT);
    const orgId = newId();
    const { ends, tried } = await asked(orgId, { a: written('a'), b: (tx) => note(tx, 'bad at commit') });
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(tried).toEqual({ a: 1, b: 1 });
    expect(await texts(orgId)).toEqual([]);
  });

  it('commits nothing for a request whose time is over', async () => {
    const orgId = newId();
    let nowMs = 0;
    const late = contextOf('late', { deadline: new RequestDeadline(1_000, () => nowMs) });
    const works = {
      a: written('a'),
      late: async (tx: Tx) => {
        await note(tx, 'late');
        nowMs = 2_000;
      },
    };
    const { ends } = await asked(orgId, works, { late });
    expect(ends[0]).toEqual({ status: 'fulfilled', value: 'a' });
    expect(ends[1]).toMatchObject({ reason: { code: 'deadline_exceeded' } });
    expect(await texts(orgId)).toEqual(['a']);
  });

  it('is none for what would not see what another part of it does', async () => {
    const orgId = newId();
    const own = (name: string) => async (tx: Tx) => {
      refuseShared(tx);
      return note(tx, name);
    };
    const { ends, lastIn } = await asked(orgId, { a: own('a'), b: own('b'), c: written('c') });
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled']);
    expect(new Set(Object.values(lastIn)).size).toBe(3);
  });

  it('asks once what several ask in a turn, each for its own answer; a transaction of one asks at once', async () => {
    const calls: string[][] = [];
    const doubled = combined<string, string>((_tx, items) => {
      calls.push([...items]);
      return Promise.resolve(items.map((item) => item + item));
    });
    const found = combinedRead<number>((_tx, keys) => {
      calls.push([...keys]);
      return Promise.resolve(new Map(keys.filter((key) => key !== 'c').map((key) => [key, key.length])));
    }, -1);
    const works = (name: string) => async (tx: Tx) => [
      await doubled(tx, name),
      await found(tx, 'x'),
      await found(tx, name),
    ];
    // Asked of nothing before: answers of the database come in one turn or in two.
    const orgId = newId();
    const asked = ['a', 'b', 'c'].map((name) => runInContext(contextOf(name), () => shared.run(orgId, works(name))));
    expect(await Promise.all(asked)).toEqual([
      ['aa', 1, 1],
      ['bb', 1, 1],
      ['cc', 1, -1],
    ]);
    expect(calls).toEqual([['a', 'b', 'c'], ['x'], ['a', 'b', 'c']]);
    expect(await shared.run(newId(), works('d'))).toEqual(['dd', 1, 1]);
    expect(calls.slice(3)).toEqual([['d'], ['x'], ['d']]);
  });

  it('does what is left for after the commit then, for those alone who committed, and in nobody’s context', async () => {
    const left: unknown[] = [];
    const leaving = (name: string) => async (tx: Tx) => {
      tx.afterCommit(() => left.push([name, currentContext()]));
      await note(tx, name);
      left.push(`${name} is written`);
      if (name === 'b') throw new Error('no');
    };
    await asked(newId(), { a: leaving('a'), b: leaving('b') });
    // Who failed does it again at the same time, and has its word whenever that is.
    expect(left.filter((what) => what !== 'b is written').at(-1)).toEqual(['a', undefined]);
    expect(left.filter(Array.isArray)).toEqual([['a', undefined]]);
  });

  it('tells of each what its own request did: by whom, in its trace, events of one thing without a gap', async () => {
    const [orgId, thing] = [newId(), newId()];
    const [audit, outbox] = [service.app.get(Audit), service.app.get(Outbox)];
    const event = pipelinesExecutionStartedV1;
    const aggregate = { kind: 'execution', id: thing };
    const tells = (name: string) => async (tx: Tx) => {
      const fact = { action: 'note.created', resourceKind: 'note', resourceId: newId(), resourceName: name };
      await Promise.all([audit.record(tx, fact), outbox.append(tx, event, aggregate, event.example)]);
    };
    const contexts = { a: contextOf('a'), b: contextOf('b') };
    await asked(orgId, { a: tells('a'), b: tells('b') }, contexts);
    const rows = await service.db.query<Envelope & { payload: { resourceName: string; actor: { name: string } } }>(
      'SELECT type, version, traceparent, payload FROM billing.outbox WHERE org_id = $1 ORDER BY version',
      [orgId],
    );
    const facts = rows.filter(({ type }) => type === auditRecordedV1.type);
    expect(facts.map(({ payload }) => [payload.resourceName, payload.actor.name]).toSorted()).toEqual([
      ['a', 'a'],
      ['b', 'b'],
    ]);
    const traces = Object.values(contexts).map(({ traceparent }) => traceparent.slice(3, 35));
    expect(facts.map(({ traceparent }) => traceparent?.slice(3, 35)).toSorted()).toEqual(traces.toSorted());
    expect(rows.filter(({ type }) => type === event.type).map(({ version }) => version)).toEqual([1, 2]);
  });
});
