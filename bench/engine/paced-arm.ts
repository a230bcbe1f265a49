import type { Attempt, EngineArm } from './arm.ts';
import { LATENCY_SHAPE, loadOf } from './latency-cells.ts';
import { allEnded, begin, oursArm, whatCame } from './ours-arm.ts';
import type { PipelinesStack } from './pipelines-stack.ts';
import { arrivals, atTimes } from './poisson.ts';

/** Enough runs for a rate that does not depend on the first of them. */
const CAPACITY_RUNS = 200;

// Of each node that the one before it has freed: from the durable end of that one to its own beginning.
const WAITS = `SELECT (extract(epoch FROM n.started_at - b.finished_at) * 1000)::float AS ms FROM pipelines.node n
  JOIN pipelines.node b ON b.execution_id = n.execution_id AND b.position = n.position - 1
  WHERE n.execution_id = ANY($1)`;

/** The pipelines service with runs that come by themselves, at a share of what it can do. */
export async function pacedArm(stack: PipelinesStack, durationMs: number): Promise<EngineArm> {
  const arm = oursArm(stack);
  const seed = stack.seeds.get(LATENCY_SHAPE.id);
  if (seed === undefined) throw new Error(`no execution of ${LATENCY_SHAPE.id} to run again`);
  const cell = { id: 'capacity', shape: LATENCY_SHAPE, runs: CAPACITY_RUNS };
  await arm.run(cell);
  const { elapsedMs } = await arm.run(cell);
  const perSecond = (CAPACITY_RUNS * 1_000) / elapsedMs;
  return {
    ...arm,
    config: `${arm.config}; at most ${Math.round(perSecond)} runs of ${LATENCY_SHAPE.nodes.length} nodes in a second`,
    run: ({ id }) => paced(stack, seed, arrivals(perSecond * loadOf(id), durationMs, 1)),
  };
}

async function paced(stack: PipelinesStack, seed: string, times: readonly number[]): Promise<Attempt> {
  const token = await stack.token();
  const asked: Promise<string>[] = [];
  const began = await atTimes(times, (due) => due.forEach(() => asked.push(begin(stack, seed, token))));
  const ids = await Promise.all(asked);
  await allEnded(stack, ids);
  const elapsedMs = performance.now() - began;
  const nodes = LATENCY_SHAPE.nodes.length;
  const { stored, twice } = await whatCame(stack, ids, nodes);
  const { rows } = await stack.db.query<{ ms: number }>(WAITS, [ids]);
  return {
    ...{ elapsedMs, nodes: ids.length * nodes, acked: ids.length, stored, twice },
    runMs: rows.map(({ ms }) => ms),
  };
}
