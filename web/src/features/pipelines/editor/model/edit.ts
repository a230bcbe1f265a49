import { type Block, BLOCKS, type Fields } from './draft.js';
import { renamedValue } from './node-references.js';

/** One thing that a person does to a pipeline in the graph or its panel. */
export type Edit =
  | { do: 'name'; name: string }
  | { do: 'add'; block: Block; key: string; fields: Fields }
  | { do: 'duplicate'; key: string; as: string }
  | { do: 'remove'; keys: readonly string[] }
  | { do: 'rename'; from: string; to: string }
  | { do: 'connect'; from: string; to: string }
  | { do: 'disconnect'; from: string; to: string }
  /** `value` undefined takes the field away. */
  | { do: 'set'; key: string; field: string; value: unknown };

type Entries = Readonly<Record<string, unknown>>;

const isEntries = (value: unknown): value is Entries =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The nodes that a node needs, as its fields have them. */
export const needsOf = (fields: unknown): readonly unknown[] => {
  const needs = isEntries(fields) ? fields['needs'] : undefined;
  return Array.isArray(needs) ? (needs as unknown[]) : [];
};

/**
 * What a pipeline says after an edit, as plain values: the meaning of each edit, without a thought for its text. The text
 * that `applyEdit` makes has to say the same.
 */
export function editedValue(pipeline: unknown, edit: Edit): Entries {
  const entries = isEntries(pipeline) ? pipeline : {};
  switch (edit.do) {
    case 'name':
      return put(entries, 'name', edit.name);
    case 'add':
      return put(entries, edit.block, put(blockOf(entries, edit.block), edit.key, edit.fields));
    case 'duplicate':
      return eachBlock(entries, (nodes) => duplicated(nodes, edit.key, edit.as));
    case 'remove':
      return withoutEmptied(
        eachBlock(entries, (nodes) => removed(nodes, new Set(edit.keys))),
        entries,
      );
    case 'rename':
      return eachBlock(entries, (nodes) => renamed(nodes, edit));
    case 'connect':
      return eachNode(entries, edit.to, (node) => withNeed(node, edit.from));
    case 'disconnect':
      return eachNode(entries, edit.to, (node) => withoutNeeds(node, new Set([edit.from])));
    case 'set':
      return eachNode(entries, edit.key, (node) =>
        edit.value === undefined ? without(node, edit.field) : put(node, edit.field, edit.value),
      );
  }
}

const blockOf = (entries: Entries, block: Block): Entries => {
  const nodes = entries[block];
  return isEntries(nodes) ? nodes : {};
};

function eachBlock(entries: Entries, change: (nodes: Entries) => Entries): Entries {
  return Object.fromEntries(
    Object.entries(entries).map(([key, value]) => [key, isBlock(key) && isEntries(value) ? change(value) : value]),
  );
}

const eachNode = (entries: Entries, wanted: string, change: (node: Entries) => Entries): Entries =>
  eachBlock(entries, (nodes) =>
    Object.fromEntries(
      Object.entries(nodes).map(([key, node]) => [key, key === wanted && isEntries(node) ? change(node) : node]),
    ),
  );

const isBlock = (key: string): boolean => BLOCKS.some((block) => block === key);

const put = (entries: Entries, field: string, value: unknown): Entries => ({ ...entries, [field]: value });

const without = (entries: Entries, field: string): Entries =>
  Object.fromEntries(Object.entries(entries).filter(([key]) => key !== field));

function withNeed(node: Entries, need: string): Entries {
  const needs = needsOf(node);
  return needs.includes(need) ? node : setNeeds(node, [...needs, need]);
}

/** `needs` that are new come right after the kind and the name, where people look for them. */
function setNeeds(node: Entries, needs: readonly unknown[]): Entries {
  if ('needs' in node) return put(node, 'needs', needs);
  const entries = Object.entries(node);
  const at = placeOfNeeds(entries.map(([key]) => key));
  return Object.fromEntries([...entries.slice(0, at), ['needs', needs] as const, ...entries.slice(at)]);
}

/** How many of the fields of a node come before its needs. */
export const placeOfNeeds = (fields: readonly string[]): number =>
  Math.max(fields.indexOf('kind'), fields.indexOf('name')) + 1;

function withoutNeeds(node: unknown, gone: ReadonlySet<unknown>): Entries {
  const entries = isEntries(node) ? node : {};
  const needs = needsOf(entries);
  if (!needs.some((need) => gone.has(need))) return entries;
  const left = needs.filter((need) => !gone.has(need));
  return left.length > 0 ? put(entries, 'needs', left) : without(entries, 'needs');
}

function removed(nodes: Entries, keys: ReadonlySet<unknown>): Entries {
  const left = Object.entries(nodes).filter(([key]) => !keys.has(key));
  return Object.fromEntries(left.map(([key, node]) => [key, isEntries(node) ? withoutNeeds(node, keys) : node]));
}

/** A block that has lost its last node goes with it; `nodes` stays, because a pipeline without it is none. */
function withoutEmptied(entries: Entries, before: Entries): Entries {
  const isEmptied = (key: string, value: unknown): boolean =>
    key !== 'nodes' && isBlock(key) && value !== before[key] && isEmpty(value) && !isEmpty(before[key]);
  return Object.fromEntries(Object.entries(entries).filter(([key, value]) => !isEmptied(key, value)));
}

const isEmpty = (value: unknown): boolean => isEntries(value) && Object.keys(value).length === 0;

function duplicated(nodes: Entries, key: string, as: string): Entries {
  return Object.fromEntries(
    Object.entries(nodes).flatMap(([one, node]) =>
      one === key
        ? [
            [one, node],
            [as, node],
          ]
        : [[one, node]],
    ),
  );
}

function renamed(nodes: Entries, rename: { from: string; to: string }): Entries {
  const { from, to } = rename;
  const fields = (node: Entries): Entries =>
    Object.fromEntries(
      Object.entries(node).map(([field, value]) => [
        field,
        field === 'needs' && Array.isArray(value)
          ? value.map((need: unknown) => (need === from ? to : need))
          : renamedValue(field, value, rename),
      ]),
    );
  return Object.fromEntries(
    Object.entries(nodes).map(([key, node]) => [key === from ? to : key, isEntries(node) ? fields(node) : node]),
  );
}
