import { makeRatio } from '../result/make-ratio.ts';
import type { Arm, Gate, Ratio } from '../result/result.ts';
import type { Cell } from './workload.ts';

interface Anchor {
  id: string;
  /** Of the performance goals; none for an anchor that only shows where we are. */
  goal?: { name: string; bold: number; moonshot: number };
}

/** At least so many times the anchor's nodes in a second. */
const ANCHORS: Anchor[] = [
  { id: 'bullmq', goal: { name: '9', bold: 0.5, moonshot: 2 } },
  { id: 'graphile-worker' },
  { id: 'pg-boss' },
];
/** The goals are about this cell; the others show how it grows. */
const GOAL_CELL = 'chain-22/300';

export function engineRatios(cells: Cell[], arms: ReadonlyMap<string, Arm>, gate: Gate): Ratio[] {
  const beside = ANCHORS.flatMap(({ id, goal }) =>
    cells.flatMap((cell) => {
      const [ours, anchor] = [arms.get(`${cell.id}/ours`), arms.get(`${cell.id}/${id}`)];
      if (!ours || !anchor) return [];
      const aim = cell.id === GOAL_CELL ? goal : undefined;
      const name = `${aim ? `${aim.name}: ` : ''}ops_s ${cell.id} ours/${id}`;
      const bounds = aim && { bold: aim.bold, moonshot: aim.moonshot };
      return [makeRatio({ goal: name, column: 'ops_s', better: 'more', ours, anchor, ...bounds }, gate)];
    }),
  );
  return [...beside, ...growth(cells, arms, gate)];
}

/** CPU of a node by the length of its run: flat within a fifth, or the engine pays for the graph at every node. */
function growth(cells: Cell[], arms: ReadonlyMap<string, Arm>, gate: Gate): Ratio[] {
  const chains = cells.filter(({ shape, runs }) => shape.id.startsWith('chain-') && runs > 1);
  const byLength = chains.toSorted((a, b) => a.shape.nodes.length - b.shape.nodes.length);
  const [first, ...longer] = byLength;
  const base = first && arms.get(`${first.id}/ours`);
  if (!first || !base) return [];
  return longer.flatMap((cell) => {
    const ours = arms.get(`${cell.id}/ours`);
    if (!ours || cell.shape.nodes.length === first.shape.nodes.length) return [];
    const goal = `growth: cpu_us_op ${cell.id}/${first.id}`;
    return [makeRatio({ goal, column: 'cpu_us_op', ours, anchor: base, bold: 1.2, moonshot: 1 }, gate)];
  });
}
