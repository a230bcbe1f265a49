import { isMap, isScalar, type Node, type Pair, visit, type YAMLMap } from 'yaml';
import { type Block, BLOCKS, type DraftNode, nodesIn } from './draft.js';
import { lineStart } from './splice.js';
import { readYaml, type YamlSource } from './yaml-source.js';

/**
 * The lines of one node as offsets of the text, from the line of its key to the key that follows, and how far the keys of
 * its block are indented.
 */
export type Stretch = { block: Block; key: string; from: number; to: number; indent: number };

/** Stands below the lines of a node while they are read alone. What they leave open takes it in. */
const NEXT = 'next-of-them';

/** The lines of the nodes that can be read alone; none of a text in which one place can change what another says. */
export function stretchesOf(source: YamlSource): Stretch[] {
  const root = source.document.contents;
  if (!isMap(root) || root.flow || hasFarReach(source)) return [];
  const starts = rootStarts(root);
  return BLOCKS.flatMap((block) => {
    const map = root.get(block, true);
    if (!isMap(map)) return [];
    const after = starts.find((start) => start > startOf(map));
    return stretchesIn(
      source.text,
      block,
      map,
      after === undefined ? source.text.length : lineStart(source.text, after),
    );
  });
}

/** Aliases and directives: with them a place of the text is not read alone. */
function hasFarReach({ text, document }: YamlSource): boolean {
  let isFound = /^%/m.test(text);
  if (!isFound && text.includes('*'))
    visit(document, {
      Alias: () => {
        isFound = true;
        return visit.BREAK;
      },
    });
  return isFound;
}

const rootStarts = (root: YAMLMap): number[] => keysOf(root).map(startOf);
const keysOf = (map: YAMLMap): Node[] => (map.items as Pair<Node, Node | null>[]).map(({ key }) => key);
const startOf = ({ range }: Node): number => range?.[0] ?? 0;

/** Of a block that is written as most are, one key after the other on lines of their own; else none. */
function stretchesIn(text: string, block: Block, map: YAMLMap, end: number): Stretch[] {
  const keys = keysOf(map);
  const starts = keys.map((key) => lineStart(text, startOf(key)));
  const made = keys.map((key, at) => ({
    ...{ block, key: isScalar(key) && typeof key.value === 'string' ? key.value : undefined },
    ...{ from: starts[at] ?? 0, to: starts[at + 1] ?? end, indent: startOf(key) - (starts[at] ?? 0) },
  }));
  const isPlain = !map.flow && !map.tag && made.every((one) => isOnItsOwn(text, one));
  return isPlain ? made.filter((one): one is Stretch => one.key !== undefined) : [];
}

const isOnItsOwn = (text: string, { from, indent }: Pick<Stretch, 'from' | 'indent'>): boolean =>
  text.slice(from, from + indent).trim() === '';

export type Alone = { nodes: DraftNode[]; stretches: Stretch[] };

/**
 * The nodes in the lines of a stretch, which may be more than one by now, and their own stretches. Places count from the
 * start of `text`. Undefined where the lines do not end as they should, so that the text as a whole has to be read.
 */
export function readStretch(text: string, { block, indent }: Stretch): Alone | undefined {
  const head = `${block}:\n`;
  const lines = text.endsWith('\n') ? text : `${text}\n`;
  const source = readYaml(`${head}${lines}${' '.repeat(indent)}${NEXT}: 0\n`);
  const map = 'error' in source ? undefined : onlyBlock(source, block);
  if ('error' in source || !map) return undefined;
  const stretches = stretchesIn(source.text, block, map, source.text.length);
  const begins = [stretches[0], stretches.pop()].map((one) => one && one.indent === indent && one.from);
  if (begins[0] !== head.length || begins[1] !== head.length + lines.length) return undefined;
  return {
    nodes: nodesIn(source, block, map)
      .slice(0, -1)
      .map((node) => movedBy(node, -1)),
    stretches: stretches.map((one) => shifted(one, -head.length)),
  };
}

/** The mapping of the block where that is all that there is, and can be read alone. */
function onlyBlock(source: YamlSource, block: Block): YAMLMap | undefined {
  const root = source.document.contents;
  const map = isMap(root) && root.items.length === 1 && !hasFarReach(source) && root.get(block, true);
  return isMap(map) ? map : undefined;
}

/** The node so many lines further down. */
export const movedBy = (node: DraftNode, lines: number): DraftNode =>
  lines === 0 ? node : { ...node, lines: [node.lines[0] + lines, node.lines[1] + lines] };

/** The stretch so many characters further down. */
export const shifted = (stretch: Stretch, by: number): Stretch =>
  by === 0 ? stretch : { ...stretch, from: stretch.from + by, to: stretch.to + by };
