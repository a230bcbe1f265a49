import { isAlias, isMap, isScalar, isSeq, type LineCounter, type Node, type YAMLMap } from 'yaml';
import type { DefinitionProblem } from './definition.js';
import { offsetInFile } from './scalar-place.rules.js';

export interface Field {
  name: string;
  /** The key's place, for messages about the field as a whole. */
  keyNode: Node;
  value: Node | null;
}

export interface FieldMap {
  node: YAMLMap;
  fields: Field[];
}

interface Expectation {
  what: string;
  allowed: readonly string[];
  required: readonly string[];
  /** The place for a field that lacks. */
  at: Node;
}

/** Reads values of expected types from a YAML tree and notes, with their places, those that are something else. */
export class YamlFields {
  readonly problems: DefinitionProblem[] = [];

  /** @param file the text that the tree was read from, and whose lines these are */
  constructor(
    private readonly lines: LineCounter,
    private readonly file: string,
  ) {}

  note(at: Node | null, message: string): undefined {
    this.problems.push({ ...this.placeOf(at), message });
    return undefined;
  }

  /** Notes what is wrong inside of a text value: at the place of its character, or of all of it where it reads otherwise. */
  noteInside(at: Node | null, text: string, problem: { message: string; offset: number }): undefined {
    const isThis = isScalar(at) && at.value === text;
    const offset = isThis ? offsetInFile(this.file, at, problem.offset) : undefined;
    this.problems.push({ ...this.placeAt(offset ?? at?.range?.[0] ?? 0), message: problem.message });
    return undefined;
  }

  /** Where in the file something is; both count from 1. */
  placeOf(at: Node | null): { line: number; column: number } {
    return this.placeAt(at?.range?.[0] ?? 0);
  }

  private placeAt(offset: number): { line: number; column: number } {
    const { line, col } = this.lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  }

  /** The entries of a mapping, in the file's order. */
  map(node: Node | null, what: string, at: Node | null = node): FieldMap | undefined {
    if (!isMap(node)) return this.note(at, `${what} must be a mapping`);
    const fields = node.items.flatMap(({ key, value }) => {
      if (isScalar(key) && typeof key.value === 'string')
        return [{ name: key.value, keyNode: key, value: value as Node | null }];
      this.note(key as Node | null, `a key of ${what} must be plain text`);
      return [];
    });
    return { node, fields };
  }

  /** Notes the fields that do not belong into a mapping, and those that lack. */
  expect({ fields }: FieldMap, { what, allowed, required, at }: Expectation): void {
    for (const field of fields) {
      if (!allowed.includes(field.name)) {
        this.note(field.keyNode, `${what} has no field ${field.name}; it has ${allowed.join(', ')}`);
      }
    }
    for (const name of required) {
      if (!fields.some((field) => field.name === name)) this.note(at, `${what} needs ${name}`);
    }
  }

  string(field: Field, maxLength = 2_000): string | undefined {
    const value = this.scalar(field);
    if (typeof value !== 'string' || value.trim() === '')
      return this.note(field.value ?? field.keyNode, `${field.name} must be text`);
    if (value.length > maxLength)
      return this.note(field.value, `${field.name} must be at most ${maxLength} characters long`);
    return value;
  }

  integer(field: Field, min: number, max: number): number | undefined {
    const value = this.scalar(field);
    if (Number.isInteger(value) && (value as number) >= min && (value as number) <= max) return value as number;
    return this.note(field.value ?? field.keyNode, `${field.name} must be a whole number from ${min} to ${max}`);
  }

  boolean(field: Field): boolean | undefined {
    const value = this.scalar(field);
    if (typeof value === 'boolean') return value;
    return this.note(field.value ?? field.keyNode, `${field.name} must be true or false`);
  }

  /** A value as it is written: text, a number, true or false; undefined for anything else. */
  plain(field: Field): string | number | boolean | undefined {
    const value = this.scalar(field);
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined;
  }

  oneOf<T extends string>(field: Field, allowed: readonly T[]): T | undefined {
    const value = this.scalar(field);
    const found = allowed.find((one) => one === value);
    return found ?? this.note(field.value ?? field.keyNode, `${field.name} must be one of ${allowed.join(', ')}`);
  }

  /** The items of a list, or undefined when it is none. */
  list(field: Field): Field[] | undefined {
    if (!isSeq(field.value)) return this.note(field.value ?? field.keyNode, `${field.name} must be a list`);
    return field.value.items.map((item) => ({
      name: `each of ${field.name}`,
      keyNode: field.keyNode,
      value: item as Node | null,
    }));
  }

  /** Text values by name; numbers and booleans are taken as they are written. */
  strings(field: Field): { entries: Record<string, string>; fields: Field[] } | undefined {
    const map = this.map(field.value, field.name, field.value ?? field.keyNode);
    if (!map) return undefined;
    const entries = map.fields.map((entry) => [entry.name, this.written(entry)] as const);
    return { entries: Object.fromEntries(entries), fields: map.fields };
  }

  private written(field: Field): string {
    const value = this.scalar(field);
    if (value !== null && ['string', 'number', 'boolean'].includes(typeof value)) return String(value);
    this.note(field.value ?? field.keyNode, `${field.name} must be text`);
    return '';
  }

  private scalar(field: Field): unknown {
    if (isAlias(field.value)) return this.note(field.value, 'aliases (*name) are not supported');
    return isScalar(field.value) ? field.value.value : undefined;
  }
}
