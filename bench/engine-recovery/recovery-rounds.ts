import { makeArm } from '../result/make-arm.ts';
import type { Arm, Round } from '../result/result.ts';
import { quantile } from '../statistics/summary.ts';
import type { Session } from './session.ts';
import { type Move, progressAfter, type RunRecord, type Still, standstills } from './standstill.ts';

/** What is told of a session, each as an arm with the milliseconds of that. */
export const RECOVERY_ARMS = {
  /** How long each node stood still. */
  'standstill/all': 'ours',
  /** The same of those that something died under. */
  'standstill/met': 'ours',
  'service-killed/progress': 'ours',
  /** From the death of the service until it was ready again: nothing of it can move much sooner. */
  'service-killed/restart': 'limit',
  'runner-killed/progress': 'ours',
} satisfies Record<string, Arm['kind']>;

type ArmName = keyof typeof RECOVERY_ARMS;
export type RecoveryRound = Partial<Record<ArmName, Round>>;

export interface Told {
  runs: readonly RunRecord[];
  moves: readonly Move[];
  session: Pick<Session, 'kills' | 'elapsedMs'>;
  /** Of everything that worked, with what it took to start again. */
  cpuMs: number;
  rssMb: number;
}

/** A session's figures, and the longest that a node stood still. What did not happen has none. */
export function roundOf({ runs, moves, session, cpuMs, rssMb }: Told): { round: RecoveryRound; longestMs: number } {
  const { kills, elapsedMs } = session;
  const stills = runs.flatMap((run) => standstills(run, kills));
  const steps = new Set(runs.flatMap(({ shape }) => shape.nodes.filter(({ run }) => run).map(({ key }) => key)));
  const isStep = (key: string): boolean => steps.has(key);
  const samples: Record<ArmName, number[]> = {
    'standstill/all': msOf(stills),
    'standstill/met': msOf(stills.filter(({ met }) => met)),
    'service-killed/progress': progressAfter('service', kills, moves, isStep),
    'service-killed/restart': kills.filter(({ victim }) => victim === 'service').map(({ readyMs }) => readyMs),
    'runner-killed/progress': progressAfter('runner', kills, moves, isStep),
  };
  const own = { cpu_us_op: (cpuMs * 1_000) / Math.max(1, stills.length), rss_mb: rssMb };
  const rounds = Object.entries(samples).flatMap(([name, ms]): [string, Round][] =>
    ms.length === 0 ? [] : [[name, figuresOf(ms, elapsedMs, name === 'standstill/all' ? own : NOTHING)]],
  );
  return { round: Object.fromEntries(rounds), longestMs: Math.max(0, ...msOf(stills)) };
}

/** The arms of all sessions; what happened in none is left out. */
export function recoveryArms(rounds: readonly RecoveryRound[]): Map<ArmName, Arm> {
  const names = Object.keys(RECOVERY_ARMS) as ArmName[];
  return new Map(
    names.flatMap((name): [ArmName, Arm][] => {
      const of = rounds.flatMap((round) => round[name] ?? []);
      return of.length === 0 ? [] : [[name, makeArm(name, RECOVERY_ARMS[name], of)]];
    }),
  );
}

const NOTHING = { cpu_us_op: 0, rss_mb: 0 };
const msOf = (stills: readonly Still[]): number[] => stills.map(({ ms }) => ms);

const figuresOf = (ms: number[], elapsedMs: number, own: Pick<Round, 'cpu_us_op' | 'rss_mb'>): Round => ({
  ops_s: (ms.length * 1_000) / elapsedMs,
  ...{ p50: quantile(ms, 0.5), p95: quantile(ms, 0.95), p99: quantile(ms, 0.99) },
  ...own,
});
