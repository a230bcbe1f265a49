import { isMap, isScalar, type Node, type Pair } from 'yaml';
import { aliasProblem, readYaml, type SyntaxProblem, type YamlSource } from './yaml-source.js';

/** The parts of a pipeline that hold nodes, in the order in which they run. */
export const BLOCKS = ['nodes', 'onFailure', 'finally'] as const;
export type Block = (typeof BLOCKS)[number];

export type Fields = Readonly<Record<string, unknown>>;

export type DraftNode = {
  key: string;
  block: Block;
  /** As it is written, which may be no kind at all. */
  kind: string;
  name: string;
  needs: readonly string[];
  fields: Fields;
  /** From the line of its key to the last of its lines, counting from 1. */
  lines: readonly [number, number];
};

export type Draft = { name: string; nodes: readonly DraftNode[] };

/** The pipeline in a text, or why none can be read. What is not as it should be is left out: the validator says so. */
export function readDraft(text: string): Draft | { error: SyntaxProblem } {
  const source = readYaml(text);
  return 'error' in source ? source : pipelineIn(source);
}

/** As `readDraft`, of a text that is read already. */
export function pipelineIn(source: YamlSource): Draft | { error: SyntaxProblem } {
  const root = source.document.contents;
  if (!isMap(root)) {
    const message = 'A pipeline is a mapping with a name and nodes.';
    return { error: { line: 1, column: 1, message } };
  }
  const name = root.get('name');
  try {
    const nodes = BLOCKS.flatMap((block) => nodesIn(source, block, root.get(block, true)));
    return { name: typeof name === 'string' ? name : '', nodes: withoutTwins(nodes) };
  } catch {
    return { error: aliasProblem(source) };
  }
}

/** The nodes in the value of a block; none of one that is no mapping. Throws for aliases that lead nowhere. */
export function nodesIn(source: YamlSource, block: Block, map: unknown): DraftNode[] {
  if (!isMap(map)) return [];
  return map.items.flatMap((pair) => {
    const { key, value } = pair as Pair<Node, Node | null>;
    if (!isScalar(key) || typeof key.value !== 'string') return [];
    const fields = isMap(value) ? (value.toJS(source.document) as Fields) : {};
    const lines = [lineOf(source, key.range?.[0]), lineOf(source, endOf(source, value ?? key))] as const;
    return [{ key: key.value, block, ...readFields(key.value, fields), fields, lines }];
  });
}

function readFields(key: string, fields: Fields): Pick<DraftNode, 'kind' | 'name' | 'needs'> {
  const { kind, name, needs } = fields;
  const list = Array.isArray(needs) ? needs.filter((need): need is string => typeof need === 'string') : [];
  return {
    kind: typeof kind === 'string' ? kind : '',
    name: typeof name === 'string' && name !== '' ? name : key,
    needs: [...new Set(list)],
  };
}

const lineOf = ({ lines }: YamlSource, offset = 0): number => Math.max(lines.linePos(offset).line, 1);

/** Where the content of a node ends, without the space and the comments that follow. */
function endOf({ text }: YamlSource, { range }: Node): number {
  const [start, end] = range ?? [0, 0];
  return Math.max(start, start + text.slice(start, end).trimEnd().length - 1);
}

/** A key that two blocks have is the first one's. */
function withoutTwins(nodes: readonly DraftNode[]): DraftNode[] {
  const seen = new Set<string>();
  return nodes.filter(({ key }) => !seen.has(key) && seen.add(key));
}
