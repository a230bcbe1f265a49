import { type Document, isMap, isScalar, type Node, type Pair, type YAMLMap } from 'yaml';
import { BLOCKS } from './draft.js';
import type { Edit } from './edit.js';
import { readYaml } from './yaml-source.js';

/**
 * Brings a document to say what is wanted, and writes the whole of it: the way for texts whose pieces cannot be told apart.
 * Comments, order and quotes stay; lines may be broken anew.
 */
export function editDocument(text: string, edit: Edit, wanted: Readonly<Record<string, unknown>>): string | undefined {
  const source = readYaml(text);
  if ('error' in source) return undefined;
  const { document } = source;
  if (edit.do === 'rename') renameNode(document, edit.from, edit.to);
  if (isMap(document.contents)) reconcile(document, document.contents, wanted);
  else document.contents = document.createNode(wanted) as unknown as typeof document.contents;
  return document.toString({ lineWidth: 0 });
}

function renameNode(document: Document.Parsed, from: string, to: string): void {
  for (const block of BLOCKS) {
    const map = document.get(block);
    const pair = isMap(map) ? map.items.find(({ key }) => isScalar(key) && key.value === from) : undefined;
    if (isScalar(pair?.key)) pair.key.value = to;
  }
}

function reconcile(document: Document.Parsed, map: YAMLMap, wanted: Readonly<Record<string, unknown>>): void {
  const pairs = map.items as Pair<Node, Node | null>[];
  map.items = Object.entries(wanted).map(([name, value]) => {
    const pair = pairs.find(({ key }) => isScalar(key) && key.value === name);
    if (!pair) return document.createPair(name, value);
    if (isMap(pair.value) && isEntries(value)) reconcile(document, pair.value, value);
    else if (JSON.stringify(pair.value?.toJSON() ?? null) !== JSON.stringify(value))
      pair.value = document.createNode(value) as Node;
    return pair;
  });
}

const isEntries = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
