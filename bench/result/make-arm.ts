import { median } from '../statistics/summary.ts';
import type { Arm, Round } from './result.ts';

/** An arm from its rounds; the median of each column by itself. */
export function makeArm(id: string, kind: Arm['kind'], rounds: Round[]): Arm {
  const column = (name: keyof Round): number => rounded(median(rounds.map((round) => round[name])));
  const middle: Round = {
    ops_s: column('ops_s'),
    p50: column('p50'),
    p95: column('p95'),
    p99: column('p99'),
    cpu_us_op: column('cpu_us_op'),
    rss_mb: column('rss_mb'),
  };
  return { id, kind, rounds: rounds.map(roundedRound), median: middle };
}

function roundedRound(round: Round): Round {
  return Object.fromEntries(Object.entries(round).map(([name, value]) => [name, rounded(value)])) as Round;
}

/** Four significant digits: more would pretend. */
export function rounded(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(4)) : 0;
}
