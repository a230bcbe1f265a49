import { makeRatio } from '../result/make-ratio.ts';
import type { Arm, Gate, Ratio, Round } from '../result/result.ts';
import type { Subject } from './arms.ts';
import type { Cell } from './workload.ts';

/** Goal 12 of the performance goals, with credentials and limits at work. */
const NGINX: Goals = { name: '12', p50: { bold: 1.3, moonshot: 1.1 }, cpu: { bold: 3, moonshot: 1.8 } };
/** What the gateway may add to the least that a proxy on Node costs: ADR 18. */
const BARE_NODE: Goals = { name: '12-node', p50: { bold: 1.3, moonshot: 1.1 }, cpu: { bold: 2, moonshot: 1.5 } };
const ANCHORS: Record<string, Goals> = { nginx: NGINX, 'bare-node': BARE_NODE };
const GOAL_AUTHS = new Set(['key', 'jwt']);

interface Aim {
  bold: number;
  moonshot: number;
}

interface Goals {
  name: string;
  p50: Aim;
  cpu: Aim;
}

/** Ours over each anchor's in every cell: p50 and CPU; goals are about p50 at the fixed rate and CPU when saturated. */
export function gatewayRatios(cells: Cell[], subjects: Subject[], arms: Map<string, Arm>, gate: Gate): Ratio[] {
  const ours = subjects.filter(({ kind }) => kind === 'ours');
  const pairs = cells.flatMap((cell) => ours.map((subject) => ({ cell, subject })));
  return Object.entries(ANCHORS).flatMap(([anchorId, goals]) =>
    pairs.flatMap(({ cell, subject }) => {
      const arm = arms.get(`${cell.id}/${subject.id}`);
      const anchor = arms.get(`${cell.id}/${anchorId}`);
      if (!arm || !anchor) return [];
      return (['p50', 'cpu_us_op'] as const).map((column) => {
        const aim = aimOf(cell, subject, column, goals);
        const goal = `${aim ? `${goals.name}: ` : ''}${column} ${cell.id} ${subject.id}/${anchorId}`;
        return makeRatio({ goal, column, ours: arm, anchor, ...aim }, gate);
      });
    }),
  );
}

function aimOf(cell: Cell, { auth }: Subject, column: keyof Round, goals: Goals): Aim | undefined {
  if (auth === undefined || !GOAL_AUTHS.has(auth)) return undefined;
  if (cell.id === 'get-115/rate' && column === 'p50') return goals.p50;
  return cell.id === 'get-115/c64' && column === 'cpu_us_op' ? goals.cpu : undefined;
}
