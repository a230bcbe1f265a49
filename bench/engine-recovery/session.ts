import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../../tools/processes/until.ts';
import { allEnded, begin } from '../engine/ours-arm.ts';
import type { PipelinesStack } from '../engine/pipelines-stack.ts';
import type { Shape } from '../engine/workload.ts';
import { killUntil } from './random-kills.ts';
import type { Kill } from './standstill.ts';

/** Of a caller, who asks again while there is no answer. */
const PATIENCE_MS = 180_000;
const ASK_AGAIN_MS = 250;
const CALLERS = 8;
/** Every fifth run has steps for a runner. */
const STEPS_EVERY = 5;

export interface SessionRequest {
  runs: number;
  /** Over which the runs are begun, one after the other at even distances; those that nobody answered come later. */
  durationMs: number;
  seed: number;
  shapes: { engine: Shape; steps: Shape };
}

export interface Session {
  /** By the id of their executions. */
  shapes: Map<string, Shape>;
  kills: Kill[];
  /** From the first request to the end of the last run. */
  elapsedMs: number;
}

/** Begins runs while the service and the runner die at random moments; resolves when all have ended. */
export async function runSession(stack: PipelinesStack, request: SessionRequest): Promise<Session> {
  const { service, runner } = stack;
  if (!runner) throw new Error('the stack has no runner to kill');
  const began = performance.now();
  let isOver = false;
  const killing = killUntil(() => isOver, { service, runner }, request.seed);
  const beginning = beginAll(stack, request).finally(() => (isOver = true));
  // Both have to be over, whatever becomes of one, before anything is taken down.
  await Promise.allSettled([killing, beginning]);
  const [kills, shapes] = [await killing, await beginning];
  await allEnded(stack, [...shapes.keys()]);
  return { shapes, kills, elapsedMs: performance.now() - began };
}

async function beginAll(
  stack: PipelinesStack,
  { runs, durationMs, shapes }: SessionRequest,
): Promise<Map<string, Shape>> {
  const begun = new Map<string, Shape>();
  const began = performance.now();
  let next = 0;
  const caller = async (): Promise<void> => {
    while (next < runs) {
      const index = next++;
      await sleep(Math.max(0, began + (index * durationMs) / runs - performance.now()));
      const shape = index % STEPS_EVERY === 0 ? shapes.steps : shapes.engine;
      begun.set(await beginSurely(stack, shape), shape);
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
  return begun;
}

/** Asks, always with the same key, until there is an answer. */
async function beginSurely(stack: PipelinesStack, shape: Shape): Promise<string> {
  const [seed, key] = [stack.seeds.get(shape.id), randomUUID()];
  if (seed === undefined) throw new Error(`no execution of ${shape.id} to run again`);
  let id: string | undefined;
  let reason: unknown;
  const ask = async (): Promise<boolean> => {
    id = await begin(stack, seed, await stack.token(), key).catch((error: unknown) => {
      reason = error;
      return undefined;
    });
    return id !== undefined;
  };
  await until(ask, { timeoutMs: PATIENCE_MS, everyMs: ASK_AGAIN_MS });
  if (id === undefined) throw new Error(`a run was not begun: ${(reason as Error).message}`);
  return id;
}
