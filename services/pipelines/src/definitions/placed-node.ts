import { isMap, isScalar, isSeq, type Node } from 'yaml';
import type { NodeDefinition } from './definition.js';
import type { Matrix } from './matrix.rules.js';
import type { Field } from './yaml-fields.js';

/** A node together with its places in the file. */
export interface PlacedNode {
  node: NodeDefinition;
  fields: Field[];
  keyNode: Node;
  /** What it is to be run with, once for each combination. */
  matrix?: Matrix | undefined;
}

/** The key as the file has it: a node of a matrix has one of its own beside it. */
export const writtenKey = (keyNode: Node): string => (isScalar(keyNode) ? String(keyNode.value) : '');

/** What the file itself says that a node needs, without what its block adds. */
export const writtenNeeds = (fields: Field[]): string[] => textsOf(valueOf(fields, 'needs')).map(({ value }) => value);

/** The value of a field; null for one that is not there. */
export const valueOf = (fields: Field[], name: string): Node | null =>
  fields.find((field) => field.name === name)?.value ?? null;

/** Every text of a value, however deep, with its place. */
export function textsOf(value: Node | null): { at: Node; value: string }[] {
  if (isScalar(value)) return typeof value.value === 'string' ? [{ at: value, value: value.value }] : [];
  if (isSeq(value)) return (value.items as Node[]).flatMap(textsOf);
  if (isMap(value)) return value.items.flatMap((pair) => textsOf(pair.value as Node | null));
  return [];
}
