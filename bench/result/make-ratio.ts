import { ratioOfMedians } from '../statistics/ratio.ts';
import { rounded } from './make-arm.ts';
import { type Arm, type Gate, isValid, type Ratio, type Round } from './result.ts';

export interface RatioRequest {
  goal: string;
  column: keyof Round;
  ours: Arm;
  anchor: Arm;
  /** Whether less or more is better; the bounds are upper bounds for less, lower bounds for more. Less without it. */
  better?: 'less' | 'more';
  bold?: number;
  moonshot?: number;
}

/** Ours over the anchor's. Nothing passes when the gate found a wrong, lost or doubled answer. */
export function makeRatio(
  { goal, column, better = 'less', ours, anchor, bold, moonshot }: RatioRequest,
  gate: Gate,
): Ratio {
  const values = (arm: Arm): number[] => arm.rounds.map((round) => round[column]);
  const { value, lo, hi } = ratioOfMedians(values(ours), values(anchor));
  return {
    goal,
    value: rounded(value),
    lo: rounded(lo),
    hi: rounded(hi),
    bold: bold ?? null,
    moonshot: moonshot ?? null,
    pass: bold === undefined ? null : isValid(gate) && (better === 'less' ? value <= bold : value >= bold),
  };
}
