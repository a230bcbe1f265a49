import { isAlias, LineCounter, type Node, parseDocument, visit } from 'yaml';
import {
  type DefinitionProblem,
  type DefinitionWarning,
  MAX_NODES,
  MAX_SOURCE_BYTES,
  type NodeDefinition,
  type PipelineDefinition,
} from './definition.js';
import { NODE_KINDS, type NodeKind } from './node-kinds.rules.js';
import { checkGraph, checkTargets, type KnownTargets } from './definition-checks.js';
import type { PlacedNode } from './placed-node.js';
import { readConcurrency } from './concurrency-fields.js';
import { readInputs } from './input-fields.js';
import { expandMatrices } from './matrix-nodes.js';
import type { Matrix } from './matrix.rules.js';
import { warningsOf } from './definition-warnings.js';
import { type FieldRule, fieldsOf } from './node-fields.js';
import { DEFAULT_TYPE, PIPELINE_TYPES } from './pipeline-type.rules.js';
import { type Blocks, BLOCKS, joinBlocks } from './definition-blocks.js';
import { MAX_PRIORITY, MIN_PRIORITY } from './priority.rules.js';
import { type Field, type FieldMap, YamlFields } from './yaml-fields.js';

/** A file without problems: what it says, what is unwise about it, and the line of each node's key. */
export interface ReadDefinition {
  definition: PipelineDefinition;
  warnings: DefinitionWarning[];
  lines: ReadonlyMap<string, number>;
}

export type ParsedDefinition = ReadDefinition | { problems: DefinitionProblem[] };

const NODE_KEY = /^[a-z][a-z0-9_-]{0,62}$/;
const DEFAULTS = { needs: [], timeoutMs: 600_000 };
const KIND_DEFAULTS: Record<NodeKind, object> = {
  checkout: {},
  shell: { env: {}, artifacts: [] },
  http: { status: 200 },
  gate: {},
  wait: {},
  approval: { votes: 1, expiresMs: null },
  deploy: {},
  promote: {},
  pipeline: { inputs: {}, wait: true, expiresMs: null },
};

/**
 * Reads a pipeline file. Gives the definition, or everything that is wrong with it in the order of the file;
 * never both, and never throws for any text.
 * @param known the services and environments there are; without it their slugs are not held against anything
 */
export function parseDefinition(source: string, known?: KnownTargets): ParsedDefinition {
  const lines = new LineCounter();
  const yaml = new YamlFields(lines, source);
  if (Buffer.byteLength(source) > MAX_SOURCE_BYTES) {
    yaml.note(null, `the file is larger than ${MAX_SOURCE_BYTES / 1024} KiB`);
    return { problems: yaml.problems };
  }
  const document = parseDocument(source, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
    logLevel: 'silent',
  });
  for (const error of document.errors) {
    const { line, col } = lines.linePos(error.pos[0]);
    yaml.problems.push({ line, column: col, message: firstLine(error.message) });
  }
  if (yaml.problems.length > 0) return { problems: inOrder(yaml.problems) };
  visit(document, { Alias: (_, alias) => yaml.note(alias, 'aliases (*name) are not supported') });
  const read = yaml.problems.length === 0 ? readPipeline(yaml, document.contents, known) : undefined;
  return yaml.problems.length > 0 || !read ? { problems: inOrder(yaml.problems) } : read;
}

function readPipeline(yaml: YamlFields, root: Node | null, known?: KnownTargets): ReadDefinition | undefined {
  const map = yaml.map(root, 'a pipeline');
  if (!map) return undefined;
  yaml.expect(map, {
    what: 'a pipeline',
    allowed: ['$schema', 'name', 'type', 'inputs', 'concurrency', 'priority', 'keepFiles', ...BLOCKS],
    required: ['name', 'nodes'],
    at: map.node,
  });
  const head = readHead(yaml, map);
  const nodes = joinBlocks(yaml, expandMatrices(readBlocks(yaml, map)));
  if (nodes.length > MAX_NODES)
    yaml.note(map.node, `a pipeline may have ${MAX_NODES} nodes; with its matrices this one has ${nodes.length}`);
  checkGraph(yaml, nodes, head.inputs);
  if (known) checkTargets(yaml, nodes, known);
  const keepFiles = readKeepFiles(yaml, map);
  const start = map.fields.find(({ name }) => name === 'nodes')?.keyNode ?? map.node;
  return {
    definition: { ...head, nodes: nodes.map(({ node }) => withFiles(node, keepFiles)) },
    warnings: yaml.problems.length > 0 ? [] : inOrder(warningsOf(yaml, nodes, { inputs: head.inputs, start })),
    lines: new Map(nodes.map(({ node, keyNode }) => [node.key, yaml.placeOf(keyNode).line])),
  };
}

/** All of a pipeline but its nodes. */
function readHead(yaml: YamlFields, map: FieldMap): Omit<PipelineDefinition, 'nodes'> {
  const read = <T>(name: string, reader: (field: Field) => T): T | undefined => {
    const field = map.fields.find((one) => one.name === name);
    return field && reader(field);
  };
  const inputs = read('inputs', (field) => readInputs(yaml, field)) ?? [];
  return {
    name: read('name', (field) => yaml.string(field, 100)) ?? '',
    type: read('type', (field) => yaml.oneOf(field, PIPELINE_TYPES)) ?? DEFAULT_TYPE,
    inputs,
    concurrency: read('concurrency', (field) => readConcurrency(yaml, field, inputs)) ?? null,
    priority: read('priority', (field) => yaml.integer(field, MIN_PRIORITY, MAX_PRIORITY)) ?? 0,
  };
}

/** What nodes say for themselves where the pipeline says nothing else. */
function readKeepFiles(yaml: YamlFields, { fields }: FieldMap): boolean | undefined {
  const field = fields.find(({ name }) => name === 'keepFiles');
  return field && yaml.boolean(field);
}

const withFiles = (node: NodeDefinition, keepFiles: boolean | undefined): NodeDefinition =>
  node.kind === 'shell' && keepFiles !== undefined ? { keepFiles, ...node } : node;

function readBlocks(yaml: YamlFields, { fields }: FieldMap): Blocks {
  const maps = BLOCKS.flatMap((block) => {
    const field = fields.find((one) => one.name === block);
    const map = field && yaml.map(field.value, block, field.value ?? field.keyNode);
    return map ? [{ block, field, map }] : [];
  });
  for (const { block, field, map } of maps)
    if (map.fields.length === 0)
      yaml.note(field.keyNode, block === 'nodes' ? 'a pipeline needs at least one node' : `${block} is empty`);
  const total = maps.reduce((sum, { map }) => sum + map.fields.length, 0);
  if (total > MAX_NODES) {
    yaml.note(maps[0]?.field.keyNode ?? null, `a pipeline may have ${MAX_NODES} nodes; this one has ${total}`);
    return {};
  }
  return Object.fromEntries(
    maps.map(({ block, map }) => [block, map.fields.flatMap((entry) => readNode(yaml, entry) ?? [])]),
  );
}

function readNode(yaml: YamlFields, entry: Field): PlacedNode | undefined {
  if (!NODE_KEY.test(entry.name)) {
    yaml.note(entry.keyNode, 'the key of a node is lower-case letters, digits, - and _, and starts with a letter');
  }
  const map = yaml.map(entry.value, `node ${entry.name}`, entry.value ?? entry.keyNode);
  if (!map) return undefined;
  const kind = readKind(yaml, entry, map.fields);
  if (!kind) return undefined;
  const rules = fieldsOf(kind);
  const required = Object.keys(rules).filter((name) => rules[name]?.required);
  yaml.expect(map, { what: `a ${kind} node`, allowed: Object.keys(rules), required, at: entry.keyNode });
  const known = map.fields.filter((field) => Object.hasOwn(rules, field.name));
  const { matrix, ...values } = Object.fromEntries(
    known.flatMap((field) => entriesOf(field.name, rules[field.name], rules[field.name]?.read(yaml, field))),
  );
  return {
    node: completed(entry.name, kind, values),
    fields: map.fields,
    keyNode: entry.keyNode,
    matrix: matrix as Matrix | undefined,
  };
}

/** What a field's value says under which names of the definition. */
function entriesOf(name: string, rule: FieldRule | undefined, value: unknown): [string, unknown][] {
  return rule?.isSeveral ? Object.entries(value ?? {}) : [[rule?.as ?? name, value]];
}

function readKind(yaml: YamlFields, entry: Field, fields: Field[]): NodeKind | undefined {
  const field = fields.find((one) => one.name === 'kind');
  if (!field) return yaml.note(entry.keyNode, `node ${entry.name} needs kind`);
  if (field.value && isAlias(field.value)) return undefined;
  const kind = yaml.string(field);
  if (kind === undefined) return undefined;
  const known = NODE_KINDS.find((one) => one === kind);
  return known ?? yaml.note(field.value, `there is no kind ${kind}; the kinds are ${NODE_KINDS.join(', ')}`);
}

/** Only used when the file has no problem, so that every required value is there. */
function completed(key: string, kind: NodeKind, values: Record<string, unknown>): NodeDefinition {
  const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
  return { ...DEFAULTS, ...KIND_DEFAULTS[kind], name: key, ...given, key, kind } as unknown as NodeDefinition;
}

function inOrder<P extends DefinitionProblem>(problems: P[]): P[] {
  // A node of a matrix is looked at once for each combination.
  const each = new Map(problems.map((problem) => [JSON.stringify(problem), problem]));
  return [...each.values()].toSorted((a, b) => a.line - b.line || a.column - b.column).slice(0, 100);
}

const firstLine = (text: string): string => text.split('\n')[0] ?? text;
