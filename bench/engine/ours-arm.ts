import { request } from 'undici';
import type { Attempt, EngineArm } from './arm.ts';
import { mostAtOnce } from './most-at-once.ts';
import type { PipelinesStack } from './pipelines-stack.ts';
import { CALLERS, type Cell, FEW_CALLERS } from './workload.ts';

const LIMIT_MS = 120_000;
/** An end is seen this much too late at most. */
const LOOK_MS = 5;

/** The pipelines service: every run is begun by a request of its own, every transition is committed. */
export function oursArm(stack: PipelinesStack): EngineArm {
  return {
    ...{ id: 'ours', kind: 'ours', version: 'this checkout', roots: stack.roots, does: () => true },
    config: 'one process (role all), queues in Redis (AOF everysec), PostgreSQL durable, a request for each run',
    callers: CALLERS,
    run: (cell) => run(stack, cell),
  };
}

async function run(stack: PipelinesStack, { shape, runs, callers = FEW_CALLERS }: Cell): Promise<Attempt> {
  const seed = stack.seeds.get(shape.id);
  if (seed === undefined) throw new Error(`no execution of ${shape.id} to run again`);
  const token = await stack.token();
  const began = performance.now();
  const ids: string[] = [];
  let left = runs;
  const caller = async (): Promise<void> => {
    while (left-- > 0) ids.push(await begin(stack, seed, token));
  };
  await Promise.all(Array.from({ length: Math.min(callers, runs) }, caller));
  await allEnded(stack, ids);
  const elapsedMs = performance.now() - began;
  return {
    elapsedMs,
    nodes: runs * shape.nodes.length,
    acked: ids.length,
    ...(await whatCame(stack, ids, shape.nodes.length)),
  };
}

/** Runs an execution again; with a key once, however often it is asked. Resolves to the id of the new one. */
export async function begin(
  { url, orgId }: PipelinesStack,
  seed: string,
  token: string,
  key?: string,
): Promise<string> {
  const address = `${url}/api/v1/orgs/${orgId}/executions/${seed}/replay`;
  const headers = {
    ...{ authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(key !== undefined && { 'idempotency-key': key }),
  };
  const { statusCode, body } = await request(address, { method: 'POST', headers, body: '{}' });
  const text = await body.text();
  if (statusCode !== 202) throw new Error(`replay: ${statusCode} ${text}`);
  return (JSON.parse(text) as { id: string }).id;
}

/** Asks for those that had not ended the last time: to look often must not cost what is measured. */
export async function allEnded({ db }: PipelinesStack, ids: readonly string[]): Promise<void> {
  const deadline = performance.now() + LIMIT_MS;
  let left = ids;
  for (;;) {
    const { rows } = await db.query<{ id: string }>(
      'SELECT id FROM pipelines.execution WHERE id = ANY($1) AND finished_at IS NULL',
      [left],
    );
    if (rows.length === 0) return;
    if (performance.now() > deadline) throw new Error('runs did not end');
    left = rows.map(({ id }) => id);
    await new Promise((next) => setTimeout(next, LOOK_MS));
  }
}

export async function whatCame(
  { db }: PipelinesStack,
  ids: readonly string[],
  nodes: number,
): Promise<Pick<Attempt, 'runMs' | 'stored' | 'twice' | 'mostAtOnce'>> {
  const { rows } = await db.query<{ from: number; ms: number; done: number; starts: number; status: string }>(
    `SELECT e.status, (extract(epoch FROM e.created_at) * 1000)::float AS from,
        (extract(epoch FROM e.finished_at - e.created_at) * 1000)::float AS ms,
        (SELECT count(*)::int FROM pipelines.node n WHERE n.execution_id = e.id AND n.status = 'succeeded') AS done,
        (SELECT count(*)::int FROM pipelines.execution_state_event s
          WHERE s.execution_id = e.id AND s.node_key IS NOT NULL AND s.to_state = 'succeeded') AS starts
       FROM pipelines.execution e WHERE e.id = ANY($1)`,
    [ids],
  );
  return {
    runMs: rows.map(({ ms }) => ms),
    mostAtOnce: mostAtOnce(rows.map(({ from, ms }) => ({ from, to: from + ms }))),
    stored: rows.filter(({ status, done }) => status === 'succeeded' && done === nodes).length,
    twice: rows.reduce((sum, { starts }) => sum + Math.max(0, starts - nodes), 0),
  };
}
