import type { PipelinesStack } from '../engine/pipelines-stack.ts';
import { cpuMs, familyCpuMs, rssMb } from '../machine/cpu-time.ts';
import { isNoisy, watchMachine } from '../machine/disturbance.ts';
import type { Observed } from '../machine/median-noise.ts';
import type { Gate } from '../result/result.ts';
import { recoveryGate } from './recovery-gate.ts';
import { type RecoveryRound, roundOf } from './recovery-rounds.ts';
import { movesOf, recordsOf, startsIn, succeededTwice } from './run-records.ts';
import { runSession, type SessionRequest } from './session.ts';

export interface MeasuredSession {
  round: RecoveryRound;
  gate: Gate;
  observed: Observed;
  kills: { service: number; runner: number };
  /** Steps of which it cannot be known what they did. */
  unknown: number;
  longestMs: number;
}

/** Runs a session and looks at what it has left. @param starts the folder in which steps note their starts */
export async function measureSession(
  stack: PipelinesStack,
  request: SessionRequest,
  starts: string,
): Promise<MeasuredSession> {
  const pids = [process.pid, stack.postgresPid];
  const cpu = (): number => pids.reduce((sum, pid) => sum + startedCpuMs(pid), 0);
  const [observe, cpuBefore] = [watchMachine(pids, startedCpuMs), cpu()];
  const session = await runSession(stack, request);
  const [disturbance, took] = [observe(), cpu() - cpuBefore];
  const ids = [...session.shapes.keys()];
  const runs = await recordsOf(stack.db, session.shapes);
  const witnesses = { startsOf: startsIn(starts), succeededTwice: await succeededTwice(stack.db, ids) };
  const kills = { service: 0, runner: 0 };
  for (const { victim } of session.kills) kills[victim] += 1;
  const figures = { cpuMs: took, rssMb: rssMb([stack.service.pid, stack.runner?.pid ?? 0]) };
  return {
    ...recoveryGate(runs, witnesses),
    ...roundOf({ runs, session, moves: await movesOf(stack.db, ids), ...figures }),
    ...{ kills, observed: { disturbance, isNoisy: isNoisy(disturbance, false) } },
  };
}

/** Of a process's children, those that have died among them, and of itself unless it is the benchmark. */
const startedCpuMs = (pid: number): number => familyCpuMs(pid) - (pid === process.pid ? cpuMs(pid) : 0);
