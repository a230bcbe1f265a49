/** A pipeline of nodes that do nothing, so that what is measured is the engine. */
export interface Shape {
  id: string;
  nodes: { key: string; needs: string[] }[];
}

/** Runs of one shape that are begun together. */
export interface Cell {
  id: string;
  shape: Shape;
  runs: number;
}

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

const cell = (shape: Shape, runs: number): Cell => ({ id: `${shape.id}/${runs}`, shape, runs });

export const PROFILES: Record<'quick' | 'full', Profile> = {
  quick: {
    rounds: 5,
    cells: [
      cell(chain(22), 1),
      cell(chain(22), 300),
      cell(diamond(5, 4), 300),
      cell(wide(199), 30),
      cell(chain(10), 600),
      cell(chain(199), 30),
    ],
  },
  full: {
    rounds: 7,
    cells: [
      ...[1, 10, 100, 1_000].map((runs) => cell(chain(22), runs)),
      ...[10, 50, 100, 199].map((length) => cell(chain(length), Math.round(6_000 / length))),
      cell(diamond(5, 4), 300),
      cell(wide(199), 30),
    ],
  },
};

/** The shape as a pipeline file of ours: gates whose condition is `true`. */
export function pipelineOf({ id, nodes }: Shape): string {
  const lines = nodes.map(
    ({ key, needs }) => `  ${key}: { kind: gate, condition: 'true', needs: [${needs.join(', ')}] }`,
  );
  return `name: ${id}\nnodes:\n${lines.join('\n')}\n`;
}
