import { type Blocks, BLOCKS } from './definition-blocks.js';
import type { PlacedNode } from './placed-node.js';
import type { NodeDefinition } from './definition.js';
import { cellKeys, cellsOf, fillAll, type Matrix, MAX_CELLS } from './matrix.rules.js';
import type { Field, YamlFields } from './yaml-fields.js';

const AXIS = /^[A-Za-z][A-Za-z0-9_-]{0,62}$/;

/** `matrix: { node: [20, 22], os: [alpine, debian] }` */
export function readMatrix(yaml: YamlFields, field: Field): Matrix | undefined {
  const map = yaml.map(field.value, 'matrix', field.value ?? field.keyNode);
  if (!map) return undefined;
  if (map.fields.length === 0) return yaml.note(field.keyNode, 'matrix needs at least one axis');
  const matrix = Object.fromEntries(map.fields.map((axis) => [axis.name, valuesOf(yaml, axis)]));
  const cells = Object.values(matrix).reduce((product, values) => product * values.length, 1);
  if (cells <= MAX_CELLS) return matrix;
  return yaml.note(field.keyNode, `a matrix may have ${MAX_CELLS} combinations; this one has ${cells}`);
}

function valuesOf(yaml: YamlFields, axis: Field): (string | number | boolean)[] {
  if (!AXIS.test(axis.name)) yaml.note(axis.keyNode, 'an axis is letters, digits, - and _, and starts with a letter');
  const items = yaml.list(axis) ?? [];
  if (items.length === 0) yaml.note(axis.value ?? axis.keyNode, `${axis.name} needs at least one value`);
  return items.map((item) => yaml.plain(item) ?? yaml.note(item.value, `${item.name} must be text or a number`) ?? '');
}

/** The blocks with a node for each combination where a node has a matrix; who needs it needs all of them. */
export function expandMatrices(blocks: Blocks): Blocks {
  const all = BLOCKS.flatMap((block) => blocks[block] ?? []);
  const expanded = new Map(all.flatMap((placed) => (placed.matrix ? [[placed.node.key, expand(placed)]] : [])));
  if (expanded.size === 0) return blocks;
  const needsOf = (needs: string[]): string[] =>
    needs.flatMap((need) => expanded.get(need)?.map(({ node }) => node.key) ?? [need]);
  const withNeeds = (placed: PlacedNode): PlacedNode => ({
    ...placed,
    node: { ...placed.node, needs: needsOf(placed.node.needs) },
  });
  return Object.fromEntries(
    Object.entries(blocks).map(([block, nodes]) => [
      block,
      nodes.flatMap((placed) => expanded.get(placed.node.key) ?? [placed]).map(withNeeds),
    ]),
  );
}

function expand(placed: PlacedNode): PlacedNode[] {
  const { matrix, node } = placed;
  if (!matrix) return [placed];
  const cells = cellsOf(matrix);
  const keys = cellKeys(node.key, cells);
  return cells.map((cell, at) => {
    const filled = fillAll(node, cell) as NodeDefinition;
    const values = Object.values(cell).map(String).join(', ');
    const name = filled.name === node.name ? `${node.name} (${values})` : filled.name;
    return { ...placed, node: { ...filled, key: keys[at] ?? node.key, name, matrix: cell } };
  });
}
