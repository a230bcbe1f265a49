import { makeRatio } from '../result/make-ratio.ts';
import type { Arm, Gate, Ratio } from '../result/result.ts';
import { type Cell, GOAL_CELL, type Growth } from './workload.ts';

interface Anchor {
  id: string;
  /** Of the performance goals; none for an anchor that only shows where we are. */
  goal?: { name: string; bold: number; moonshot: number };
}

/** At least so many times the anchor's nodes in a second. */
const ANCHORS: Anchor[] = [
  { id: 'bullmq', goal: { name: '9', bold: 0.5, moonshot: 2 } },
  // 20 and 200 times its rate with every step kept, as ours keeps it; the other two modes show what it is without that.
  { id: 'n8n-progress', goal: { name: '8', bold: 20, moonshot: 200 } },
  { id: 'n8n-default' },
  { id: 'n8n-none' },
  { id: 'node-red', goal: { name: '10', bold: 0.25, moonshot: 1 } },
  { id: 'graphile-worker' },
  { id: 'pg-boss' },
];
export function engineRatios(cells: Cell[], arms: ReadonlyMap<string, Arm>, gate: Gate): Ratio[] {
  const beside = ANCHORS.flatMap(({ id, goal }) =>
    cells.flatMap((cell) => {
      const [ours, anchor] = [arms.get(`${cell.id}/ours`), arms.get(`${cell.id}/${id}`)];
      if (!ours || !anchor) return [];
      const aim = cell.id === GOAL_CELL.id ? goal : undefined;
      const name = `${aim ? `${aim.name}: ` : ''}ops_s ${cell.id} ours/${id}`;
      const bounds = aim && { bold: aim.bold, moonshot: aim.moonshot };
      return [makeRatio({ goal: name, column: 'ops_s', better: 'more', ours, anchor, ...bounds }, gate)];
    }),
  );
  return [...beside, ...growth('length', cells, arms, gate), ...growth('runs', cells, arms, gate)];
}

/** How large a cell is in what grows. */
const SIZES: Record<Growth, (cell: Cell) => number> = {
  length: ({ shape }) => shape.nodes.length,
  runs: ({ runs }) => runs,
};

/**
 * CPU of a node in longer runs than the shortest, and with the most runs under way beside fewer: flat within a fifth, or the
 * engine pays for the graph, or for the other runs, at every node.
 */
function growth(by: Growth, cells: Cell[], arms: ReadonlyMap<string, Arm>, gate: Gate): Ratio[] {
  const inOrder = cells
    .filter((cell) => cell.growth?.includes(by) && arms.has(`${cell.id}/ours`))
    .toSorted((a, b) => SIZES[by](a) - SIZES[by](b));
  return pairsOf(by, inOrder).flatMap(([larger, smaller]) => {
    const [ours, anchor] = [arms.get(`${larger.id}/ours`), arms.get(`${smaller.id}/ours`)];
    if (!ours || !anchor) return [];
    const goal = `growth by ${by}: cpu_us_op ${larger.id} over ${smaller.id}`;
    return [makeRatio({ goal, column: 'cpu_us_op', ours, anchor, bold: 1.2, moonshot: 1 }, gate)];
  });
}

function pairsOf(by: Growth, inOrder: Cell[]): [Cell, Cell][] {
  const [shortest, most] = [inOrder[0], inOrder.at(-1)];
  if (!shortest || !most) return [];
  return by === 'length'
    ? inOrder.slice(1).map((longer): [Cell, Cell] => [longer, shortest])
    : inOrder.slice(0, -1).map((fewer): [Cell, Cell] => [most, fewer]);
}
