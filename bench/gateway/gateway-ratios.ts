import { makeRatio } from '../result/make-ratio.ts';
import type { Arm, Gate, Ratio, Round } from '../result/result.ts';
import type { Subject } from './arms.ts';
import type { Cell } from './workload.ts';

/** Goal 12 of the performance goals, with credentials and limits at work. */
const P50 = { bold: 1.3, moonshot: 1.1 };
const CPU = { bold: 3, moonshot: 1.8 };
const GOAL_AUTHS = new Set(['key', 'jwt']);

/** Ours over nginx in every cell: p50 and CPU; goal 12 is about p50 at the fixed rate and CPU when saturated. */
export function gatewayRatios(cells: Cell[], subjects: Subject[], arms: Map<string, Arm>, gate: Gate): Ratio[] {
  return cells.flatMap((cell) =>
    subjects
      .filter(({ kind }) => kind === 'ours')
      .flatMap((subject) => {
        const ours = arms.get(`${cell.id}/${subject.id}`);
        const anchor = arms.get(`${cell.id}/nginx`);
        if (!ours || !anchor) return [];
        return (['p50', 'cpu_us_op'] as const).map((column) => {
          const aim = aimOf(cell, subject, column);
          const goal = `${aim ? '12: ' : ''}${column} ${cell.id} ${subject.id}/nginx`;
          return makeRatio({ goal, column, ours, anchor, ...aim }, gate);
        });
      }),
  );
}

function aimOf(cell: Cell, { auth }: Subject, column: keyof Round): { bold: number; moonshot: number } | undefined {
  if (auth === undefined || !GOAL_AUTHS.has(auth)) return undefined;
  if (cell.id === 'get-115/rate' && column === 'p50') return P50;
  return cell.id === 'get-115/c64' && column === 'cpu_us_op' ? CPU : undefined;
}
