import { newId } from '@throughline/kernel';
import { brokenInvariants, eventually, memberClaims, type TestDatabase, type TestKeys } from '@throughline/testing';

/** Commands whose event comes back as an effect, sent by a few clients, each with an organization of its own. */
export interface EchoLoad {
  /** How many commands were answered with 2xx so far. */
  acknowledged(): number;
  /** The answers that were not 2xx, by status, and `none` for a connection that failed. */
  refusals(): ReadonlyMap<number | 'none', number>;
  /** How long the slowest command took to its answer, or to its failure. */
  slowestMs(): number;
  /** Sends no more; resolves when every command at hand has ended. */
  stop(): Promise<void>;
  /** What there is to answer for. */
  texts(): readonly string[];
}

export interface Target {
  /** Asked before each command, so that it may move. */
  url(): string;
  keys: TestKeys;
}

export function startEchoes(target: Target, clients: number): EchoLoad {
  const texts: string[] = [];
  const refusals = new Map<number | 'none', number>();
  const state = { isOver: false, slowestMs: 0 };
  const client = async (orgId: string): Promise<void> => {
    while (!state.isOver) {
      const [text, began] = [newId().slice(-20), performance.now()];
      const status = await echo(target, orgId, text);
      state.slowestMs = Math.max(state.slowestMs, performance.now() - began);
      if (typeof status === 'number' && status < 300) texts.push(text);
      else refusals.set(status, (refusals.get(status) ?? 0) + 1);
    }
  };
  const ended = Promise.all(Array.from({ length: clients }, () => client(newId())));
  return {
    acknowledged: () => texts.length,
    refusals: () => refusals,
    slowestMs: () => state.slowestMs,
    stop: async () => {
      state.isOver = true;
      await ended;
    },
    texts: () => texts,
  };
}

/** How many of the load's commands were not answered with 2xx. */
export function refusedOf(load: EchoLoad): number {
  return [...load.refusals().values()].reduce((sum, count) => sum + count, 0);
}

/** Sends at least `count` echoes and no more than the clients have at hand beyond. */
export async function sendEchoes(target: Target, count: number, limitMs: number): Promise<EchoLoad> {
  const load = startEchoes(target, 4);
  try {
    await eventually(() => expect(load.acknowledged()).toBeGreaterThanOrEqual(count), limitMs);
  } finally {
    await load.stop();
  }
  return load;
}

async function echo({ url, keys }: Target, orgId: string, text: string): Promise<number | 'none'> {
  const token = await keys.token('billing', memberClaims(orgId, 'owner'));
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ text, rank: 0 });
  return fetch(`${url()}/api/v1/orgs/${orgId}/echoes`, { method: 'POST', headers, body }).then(
    async (answer) => {
      await answer.text();
      return answer.status;
    },
    () => 'none' as const,
  );
}

/** How many events are still on their way to the probe: not published, not acknowledged, or parked. */
export async function openEvents(db: TestDatabase): Promise<number> {
  const [row] = await db.query<{ open: number }>(
    `SELECT ((SELECT count(*) FROM billing.outbox WHERE published_at IS NULL)
           + (SELECT count(*) FROM billing.outbox_delivery WHERE consumer = 'billing')
           + (SELECT count(*) FROM billing.inbox_parked))::int AS open`,
  );
  return row?.open ?? 0;
}

/** Waits until everything has had its effect; returns how long that took, in milliseconds. */
export async function settle(db: TestDatabase, limitMs: number): Promise<number> {
  const began = performance.now();
  await eventually(async () => expect(await openEvents(db)).toBe(0), limitMs);
  return performance.now() - began;
}

export interface Outcome {
  /** Acknowledged commands without their row or their effect. */
  lost: number;
  /** Effects beyond the one that each command has, both of the plain event and of the ordered one. */
  repeated: number;
  /** What does not hold of the data. */
  broken: string[];
}

/** What became of the commands; call it when everything has come to rest. */
export async function outcomeOf(db: TestDatabase, loads: readonly EchoLoad[]): Promise<Outcome> {
  const rows = await db.query<{ text: string; count: number }>(
    `SELECT text, count(*)::int AS count FROM billing.note WHERE text LIKE 'sent %' OR text LIKE 'echo %' GROUP BY text`,
  );
  const counts = new Map(rows.map(({ text, count }) => [text, count]));
  const texts = loads.flatMap((load) => [...load.texts()]);
  const lost = texts.filter((text) => !counts.has(`sent ${text}`) || !counts.has(`echo ${text}`)).length;
  const twice = rows.filter(({ count }) => count > 1).length;
  const [follow] = await db.query<{ wrong: number }>(
    `SELECT count(*)::int AS wrong FROM billing.note f WHERE f.id = f.org_id AND f.rank <>
       (SELECT count(*) FROM billing.note s WHERE s.org_id = f.org_id AND s.text LIKE 'sent %')`,
  );
  const effects = [{ table: 'billing.note', key: 'org_id, text' }];
  const broken = await brokenInvariants({ query: db.query, schemas: ['billing'], effects });
  return { lost, repeated: twice + (follow?.wrong ?? 0), broken };
}

/** `0 lost, 0 repeated`, and what is broken, for the table of figures. */
export function outcomeText({ lost, repeated, broken }: Outcome): string {
  return [`${lost} lost, ${repeated} effects repeated`, ...broken].join('; ');
}

export const isClean = ({ lost, repeated, broken }: Outcome): boolean => lost + repeated + broken.length === 0;
