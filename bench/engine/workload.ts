/** A node that does nothing, unless it waits or is for a runner. */
export interface ShapeNode {
  key: string;
  needs: string[];
  waitSeconds?: number;
  /** Lines of a shell, for a runner. */
  run?: string[];
}

/** A pipeline of nodes that do nothing, so that what is measured is the engine. */
export interface Shape {
  id: string;
  nodes: ShapeNode[];
}

/** Runs of one shape that are begun together. */
export interface Cell {
  id: string;
  shape: Shape;
  runs: number;
  /** Whether only ours does it: peers are compared in the cells that goals are about, and in the full profile. */
  alone?: boolean;
  /**
   * Who begin the runs, each as soon as its last is begun. Where it is left open each arm has as many as it does most with,
   * of `CALLERS`.
   */
  callers?: number;
  /** What it shows the growth by, beside the other cells that do. */
  growth?: readonly Growth[];
}

/** By nodes in a run, with about as many nodes in all; by runs that are under way together. */
export type Growth = 'length' | 'runs';

export interface Profile {
  rounds: number;
  cells: Cell[];
}

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** One after the other. */
export function chain(length: number): Shape {
  const nodes = range(length).map((i) => ({ key: `n${i}`, needs: i === 0 ? [] : [`n${i - 1}`] }));
  return { id: `chain-${length}`, nodes };
}

/** One, then `width` side by side in each of `depth` layers that need the whole layer before, then one: 22 for 5 × 4. */
export function diamond(width: number, depth: number): Shape {
  const layers = range(depth).map((layer) => range(width).map((i) => `l${layer}n${i}`));
  const first = { key: 'first', needs: [] };
  const inner = layers.flatMap((keys, layer) => keys.map((key) => ({ key, needs: layers[layer - 1] ?? ['first'] })));
  return {
    id: `diamond-${width}x${depth}`,
    nodes: [first, ...inner, { key: 'last', needs: layers.at(-1) ?? ['first'] }],
  };
}

/** All at once. */
export function wide(width: number): Shape {
  return { id: `wide-${width}`, nodes: range(width).map((i) => ({ key: `n${i}`, needs: [] })) };
}

const cell = (shape: Shape, runs: number, more: Partial<Cell> = {}): Cell => ({
  ...{ id: `${shape.id}/${runs}`, shape, runs },
  ...more,
});
const alone = (shape: Shape, runs: number, ...growth: Growth[]): Cell => cell(shape, runs, { alone: true, growth });

/** So many begin nearly all of a thousand runs before the first are ended. */
const MANY_CALLERS = 64;
export const FEW_CALLERS = 8;
/** Few leave it time for what it has, and many let it do much at once: which is better is the product's own. */
export const CALLERS = [FEW_CALLERS, MANY_CALLERS];

/** What the goals are about. */
export const GOAL_CELL = cell(chain(22), 300, { growth: ['length', 'runs'] });
/** What n8n does: it writes a run anew after each node, so a longer one shows how that grows. */
export const N8N_CELLS = [GOAL_CELL.id, 'chain-100/60'];

export const PROFILES: Record<'quick' | 'full', Profile> = {
  quick: {
    rounds: 5,
    cells: [
      GOAL_CELL,
      alone(chain(22), 1, 'runs'),
      { ...alone(chain(22), 1_000, 'runs'), callers: MANY_CALLERS },
      alone(chain(10), 200, 'length'),
      alone(chain(1_000), 6, 'length'),
    ],
  },
  full: {
    rounds: 7,
    cells: [
      GOAL_CELL,
      ...[1, 10, 100].map((runs) => cell(chain(22), runs, { growth: ['runs'] })),
      cell(chain(22), 1_000, { growth: ['runs'], callers: MANY_CALLERS }),
      ...[10, 50, 100, 199, 1_000].map((length) =>
        cell(chain(length), Math.round(6_000 / length), { growth: ['length'] }),
      ),
      cell(diamond(5, 4), 300),
      cell(wide(199), 30),
    ],
  },
};

/** The shape as a pipeline file of ours: nodes that do nothing are gates whose condition is `true`. */
export function pipelineOf({ id, nodes }: Shape): string {
  const lines = nodes.map((node) => `  ${node.key}: { ${doingOf(node)}, needs: [${node.needs.join(', ')}] }`);
  return `name: ${id}\nnodes:\n${lines.join('\n')}\n`;
}

function doingOf({ waitSeconds, run }: ShapeNode): string {
  if (run) return `kind: shell, run: ${JSON.stringify(run)}`;
  return waitSeconds === undefined ? "kind: gate, condition: 'true'" : `kind: wait, for: ${waitSeconds}s`;
}
