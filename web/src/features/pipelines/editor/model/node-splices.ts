import { isMap, isScalar, isSeq, type Node, visit, type YAMLMap } from 'yaml';
import { BLOCKS } from './draft.js';
import { type Edit, needsOf, placeOfNeeds } from './edit.js';
import { renamedIn } from './node-references.js';
import { columnOf, lineStart, type Splice } from './splice.js';
import {
  addEntry,
  addLines,
  appendItem,
  joined,
  removeEntries,
  removeItems,
  renameKey,
  replaceValue,
  rewriteText,
  type Splices,
} from './text-edits.js';
import { endOfEntry, endOfLine, entriesOf, type Entry, isFlow, startOf } from './yaml-places.js';
import { flowText } from './yaml-text.js';

type EditOf<Do extends Edit['do']> = Extract<Edit, { do: Do }>;
type NodeEntry = Entry & { value: YAMLMap };
type BlockOfNodes = { entry: Entry; map: YAMLMap; nodes: Entry[] };

const hasFields = (entry: Entry): entry is NodeEntry => isMap(entry.value);

/** The text of one pipeline, and how each edit is written into it. Gives undefined where it had to guess. */
export class NodeSplices {
  constructor(
    private readonly text: string,
    private readonly root: YAMLMap,
  ) {}

  of(edit: Edit): Splices {
    switch (edit.do) {
      case 'name':
        return this.put(this.root, 'name', edit.name);
      case 'add':
        return this.add(edit);
      case 'duplicate':
        return this.duplicate(edit);
      case 'remove':
        return this.remove(new Set(edit.keys));
      case 'rename':
        return joined(this.nodes().map((entry) => this.rename(entry, edit)));
      case 'connect':
        return this.withNode(edit.to, (map) => this.connect(map, edit.from));
      case 'disconnect':
        return this.withNode(edit.to, (map) => this.withoutNeeds(map, new Set([edit.from])));
      case 'set':
        return this.withNode(edit.key, (map) => this.put(map, edit.field, edit.value));
    }
  }

  private blocks(): BlockOfNodes[] {
    return BLOCKS.flatMap((block) => {
      const entry = find(this.root, block);
      const map = entry?.value;
      return entry && isMap(map) ? [{ entry, map, nodes: entriesOf(map) ?? [] }] : [];
    });
  }

  private nodes(): Entry[] {
    return this.blocks().flatMap(({ nodes }) => nodes);
  }

  private withNode(key: string, change: (map: YAMLMap) => Splices): Splices {
    const entry = this.nodes().find((one) => one.key.value === key);
    return entry && hasFields(entry) ? change(entry.value) : undefined;
  }

  private put(map: YAMLMap, field: string, value: unknown): Splices {
    const entry = find(map, field);
    if (value === undefined) return entry ? removeEntries(this.text, map, [entry]) : [];
    return entry ? replaceValue(this.text, map, entry, value) : addEntry(this.text, map, [field, value]);
  }

  private add({ block, key, fields }: EditOf<'add'>): Splices {
    const entry = find(this.root, block);
    const map = entry?.value;
    if (!entry) return addEntry(this.text, this.root, [block, { [key]: fields }]);
    if (!isMap(map)) return replaceValue(this.text, this.root, entry, { [key]: fields });
    const last = entriesOf(map)?.at(-1);
    if (last) return this.addAfter(last, map, [key, fields]);
    // An empty mapping can only be written as {}, in which nobody wants to go on.
    return isFlow(this.root) ? addEntry(this.text, map, [key, fields]) : this.fill(entry, key, fields);
  }

  /** Written as the node before it: on one line, or on lines with an empty one between. */
  private addAfter(last: Entry, map: YAMLMap, [key, fields]: readonly [string, object]): Splices {
    if (!isFlow(map) && last.value !== null && isFlow(last.value)) {
      const indent = ' '.repeat(columnOf(this.text, startOf(last.key)));
      return addLines(this.text, last, `${indent}${key}: ${flowText(fields)}`);
    }
    const added = addEntry(this.text, map, [key, fields]);
    const isSpaced = !isFlow(map) && this.isSpaced(map);
    return isSpaced ? added?.map((piece) => ({ ...piece, insert: `\n${piece.insert}` })) : added;
  }

  private fill(entry: Entry, key: string, fields: object): Splices {
    const nothing = { ...entry, value: null };
    const [written] = replaceValue(this.text, this.root, nothing, { [key]: fields }) ?? [];
    return written && [{ ...written, to: endOfEntry(this.text, entry) }];
  }

  /** True where empty lines stand between the nodes. */
  private isSpaced(map: YAMLMap): boolean {
    const [before, last] = (entriesOf(map) ?? []).slice(-2);
    if (!before || !last) return false;
    return this.text.slice(endOfEntry(this.text, before), startOf(last.key)).includes('\n\n');
  }

  private duplicate({ key, as }: EditOf<'duplicate'>): Splices {
    for (const { map, nodes } of this.blocks()) {
      const entry = nodes.find((one) => one.key.value === key);
      if (!entry) continue;
      const start = startOf(entry.key);
      const copy = as + this.text.slice(entry.key.range?.[1] ?? start, endOfEntry(this.text, entry));
      if (!isFlow(map)) return addLines(this.text, entry, this.text.slice(lineStart(this.text, start), start) + copy);
      const at = endOfEntry(this.text, entry);
      return [{ from: at, to: at, insert: `, ${copy}` }];
    }
    return undefined;
  }

  private remove(keys: ReadonlySet<string>): Splices {
    const pieces = this.blocks().map(({ entry, map, nodes }) => {
      const gone = nodes.filter(({ key }) => keys.has(key.value));
      if (gone.length === 0) return this.unneed(nodes, keys);
      if (gone.length === nodes.length) return this.empty(entry);
      const left = nodes.filter((one) => !gone.includes(one));
      return joined([removeEntries(this.text, map, gone), this.unneed(left, keys)]);
    });
    return joined(pieces);
  }

  private unneed(nodes: readonly Entry[], keys: ReadonlySet<string>): Splices {
    return joined(nodes.filter(hasFields).map(({ value }) => this.withoutNeeds(value, keys)));
  }

  private empty(entry: Entry): Splices {
    if (entry.key.value !== 'nodes') return removeEntries(this.text, this.root, [entry]);
    const from = this.text.indexOf(':', entry.key.range?.[1] ?? 0) + 1;
    return [{ from, to: endOfLine(this.text, endOfEntry(this.text, entry)), insert: ' {}' }];
  }

  private connect(map: YAMLMap, need: string): Splices {
    const entry = find(map, 'needs');
    const list = entry?.value;
    if (isSeq(list)) return appendItem(this.text, list, need);
    if (entry) return replaceValue(this.text, map, entry, [need]);
    const entries = entriesOf(map) ?? [];
    const after = entries[placeOfNeeds(entries.map(({ key }) => key.value)) - 1];
    return after && addEntry(this.text, map, ['needs', [need]], after);
  }

  private withoutNeeds(map: YAMLMap, keys: ReadonlySet<unknown>): Splices {
    const entry = find(map, 'needs');
    const list = entry?.value;
    if (!isSeq(list)) return [];
    const needs = needsOf({ needs: list.toJSON() as unknown });
    if (!needs.some((need) => keys.has(need))) return [];
    if (needs.every((need) => keys.has(need))) return removeEntries(this.text, map, [entry as Entry]);
    return removeItems(this.text, list, (need) => keys.has(need));
  }

  private rename(entry: Entry, { from, to }: EditOf<'rename'>): Splices {
    const key = entry.key.value === from ? [renameKey(entry, to)] : [];
    if (!hasFields(entry)) return key;
    const fields = (entriesOf(entry.value) ?? []).flatMap(({ key: { value: field }, value }) =>
      value ? this.renameIn(field, value, { from, to }) : [],
    );
    return [...key, ...fields];
  }

  private renameIn(field: string, node: Node, rename: { from: string; to: string }): Splice[] {
    const splices: Splice[] = [];
    visit(node, {
      Scalar: (position, scalar) => {
        if (position === 'key' || typeof scalar.value !== 'string' || !isScalar(scalar)) return;
        const change = (raw: string): string =>
          field === 'needs' ? raw.replace(rename.from, rename.to) : renamedIn(field, raw, rename);
        if (field !== 'needs' || scalar.value === rename.from) splices.push(...rewriteText(this.text, scalar, change));
      },
    });
    return splices;
  }
}

const find = (map: YAMLMap, name: string): Entry | undefined => entriesOf(map)?.find(({ key }) => key.value === name);
