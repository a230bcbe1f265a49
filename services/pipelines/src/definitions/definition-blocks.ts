import type { PlacedNode } from './placed-node.js';
import type { When } from './when.rules.js';
import type { YamlFields } from './yaml-fields.js';

/** The parts of a pipeline that hold nodes, in the order in which they run. */
export const BLOCKS = ['nodes', 'onFailure', 'finally'] as const;
type Block = (typeof BLOCKS)[number];
export type Blocks = Partial<Record<Block, PlacedNode[]>>;

const WHEN: Record<Block, When | undefined> = { nodes: undefined, onFailure: 'failure', finally: 'always' };

/**
 * The nodes of all blocks as one graph: those of a later block that need nothing of their own block need everything
 * before it, and begin by the rule of the block. Notes keys that two blocks have, needs that point forward, and a `when`
 * where the block says when.
 */
export function joinBlocks(yaml: YamlFields, blocks: Blocks): PlacedNode[] {
  const joined: PlacedNode[] = [];
  for (const block of BLOCKS) {
    const before = joined.map(({ node }) => node.key);
    const own = withoutKnown(yaml, blocks[block] ?? [], before).map((placed) => looksBack(yaml, placed, block, blocks));
    const keys = new Set(own.map(({ node }) => node.key));
    const isFirst = ({ node }: PlacedNode): boolean => !node.needs.some((need) => keys.has(need));
    joined.push(...own.map((placed) => (isFirst(placed) ? begunBy(yaml, placed, block, before) : placed)));
  }
  return joined;
}

function withoutKnown(yaml: YamlFields, own: PlacedNode[], before: readonly string[]): PlacedNode[] {
  const known = new Set(before);
  const twice = own.filter(({ node }) => known.has(node.key));
  for (const { node, keyNode } of twice) yaml.note(keyNode, `there is a node ${node.key} above already`);
  return own.filter((placed) => !twice.includes(placed));
}

/** The node without the needs that run after it, which are noted. */
function looksBack(yaml: YamlFields, placed: PlacedNode, block: Block, blocks: Blocks): PlacedNode {
  const { node, fields, keyNode } = placed;
  const later = BLOCKS.slice(BLOCKS.indexOf(block) + 1);
  const blockOf = new Map(later.flatMap((other) => (blocks[other] ?? []).map((one) => [one.node.key, other])));
  const at = fields.find((field) => field.name === 'needs')?.value ?? keyNode;
  const forward = node.needs.filter((need) => blockOf.has(need));
  for (const need of forward)
    yaml.note(at, `${node.key} needs ${need}, which is in ${blockOf.get(need) ?? ''} and runs after it`);
  return { ...placed, node: { ...node, needs: node.needs.filter((need) => !blockOf.has(need)) } };
}

function begunBy(yaml: YamlFields, placed: PlacedNode, block: Block, before: readonly string[]): PlacedNode {
  const when = WHEN[block];
  if (when === undefined) return placed;
  const { node, fields } = placed;
  const said = fields.find((field) => field.name === 'when');
  if (said) yaml.note(said.keyNode, `${block} says when ${node.key} begins`);
  const needs = [...node.needs, ...before.filter((key) => !node.needs.includes(key))];
  return { ...placed, node: { ...node, needs, when } };
}
