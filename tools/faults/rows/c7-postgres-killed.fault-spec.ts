import { newId } from '@throughline/kernel';
import { eventually, memberClaims, type TestKeys } from '@throughline/testing';
import { type ClusterProbe, startClusterProbe } from '../c-cluster-probe.ts';
import { faultRun, sized } from '../fault-run.config.ts';
import { report } from '../figure.ts';
import type { OwnCluster } from '../own-cluster.ts';
import { randomOf } from '../random.ts';

const RECONNECT_MS = 15_000;
const CLIENTS = 8;
/** For a part of the writes on a disk that others use too. */
const LIMIT_MS = sized(10, 30) * 60_000;
/** For an answer, so that a service that hangs is seen as one. */
const ANSWER_MS = 30_000;

interface Target {
  url: string;
  keys: TestKeys;
  orgId: string;
}

/** Writes until told to stop; returns the texts whose writing was answered with 2xx. */
async function write({ url, keys, orgId }: Target, isOver: () => boolean, onAnswer: () => void): Promise<string[]> {
  const acknowledged: string[] = [];
  while (!isOver()) {
    const text = newId().slice(-20);
    const token = await keys.token('billing', memberClaims(orgId, 'owner'));
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const answer = await fetch(`${url}/api/v1/orgs/${orgId}/notes`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ text, rank: 1 }),
      signal: AbortSignal.timeout(ANSWER_MS),
    }).catch(() => undefined);
    if (!answer?.ok) continue;
    acknowledged.push(text);
    onAnswer();
  }
  return acknowledged;
}

interface Load {
  answers(): number;
  /** Writes no more; what was acknowledged. */
  stop(): Promise<string[]>;
}

function startWriting(target: Target): Load {
  let [answers, isOver] = [0, false];
  const onAnswer = (): void => void (answers += 1);
  const writers = Array.from({ length: CLIENTS }, () => write(target, () => isOver, onAnswer));
  return {
    answers: () => answers,
    stop: async () => {
      isOver = true;
      return (await Promise.all(writers)).flat();
    },
  };
}

/**
 * Kills PostgreSQL `kills` times, at random points of the way to `atLeast` acknowledged writes.
 * @returns how long after it was back the service answered again, at the worst
 */
async function endure(cluster: OwnCluster, load: Load, size: { kills: number; atLeast: number }): Promise<number> {
  const random = randomOf(faultRun().seed);
  const outages: number[] = [];
  for (let kill = 1; kill <= size.kills; kill++) {
    const goal = Math.floor(((kill - random() * 0.5) * size.atLeast) / size.kills);
    await eventually(() => expect(load.answers()).toBeGreaterThanOrEqual(goal), LIMIT_MS);
    await cluster.kill();
    await cluster.restart();
    const [back, before] = [performance.now(), load.answers()];
    await eventually(() => expect(load.answers()).toBeGreaterThan(before), RECONNECT_MS * 2);
    outages.push(performance.now() - back);
  }
  await eventually(() => expect(load.answers()).toBeGreaterThanOrEqual(size.atLeast), LIMIT_MS);
  return Math.max(...outages);
}

/** PostgreSQL dies at random moments under load, and comes back; the service stays up. kill -9 does not test power loss. */
describe('C7: PostgreSQL killed', () => {
  let probe: ClusterProbe;
  beforeAll(async () => {
    probe = await startClusterProbe(5470);
  }, 120_000);
  afterAll(() => probe.close(), 60_000);

  it(
    'loses nothing that was acknowledged',
    async () => {
      const size = { kills: sized(4, 20), atLeast: sized(2_000, 50_000) };
      const orgId = newId();
      const load = startWriting({ url: probe.url(), keys: probe.keys, orgId });
      const slowestMs = await endure(probe.cluster, load, size).catch(async (error: unknown) => {
        await load.stop(); // else it goes on after the test
        throw error;
      });
      const acknowledged = await load.stop();
      const stored = await probe.db.query<{ text: string }>('SELECT text FROM billing.note WHERE org_id = $1', [orgId]);
      const found = new Set(stored.map(({ text }) => text));
      const lost = acknowledged.filter((text) => !found.has(text)).length;
      const seconds = (slowestMs / 1_000).toFixed(1);
      report({
        row: 'C7',
        target: 'kill -9 x20: 0 of >= 50,000 acknowledged lost, reconnected within 15 s without a restart',
        reached: `kill -9 x${size.kills}: ${lost} of ${acknowledged.length} lost, back within ${seconds} s`,
        pass: lost === 0 && slowestMs <= RECONNECT_MS,
      });
      expect(lost).toBe(0);
      expect(slowestMs).toBeLessThanOrEqual(RECONNECT_MS);
    },
    sized(15, 90) * 60_000,
  );
});
