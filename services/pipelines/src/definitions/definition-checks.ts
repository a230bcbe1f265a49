import { alg, Graph } from '@dagrejs/graphlib';
import { isScalar, isSeq, type Node } from 'yaml';
import { Ancestry } from './ancestry.graph.js';
import { conditionProblem, readCondition } from './condition.rules.js';
import type { ConditionProblem } from './condition-places.rules.js';
import { type Scope, scopeOf } from './condition-scope.rules.js';
import type { NodeDefinition } from './definition.js';
import type { InputDefinition } from './inputs.rules.js';
import { namesNoVariable, variablesInCondition, variablesInText } from './node-variables.js';
import { fillCell } from './matrix.rules.js';
import type { NodeKind } from './node-kinds.rules.js';
import { type PlacedNode, textsOf, valueOf, writtenKey } from './placed-node.js';
import { type Reference, referencesIn } from './references.rules.js';
import { followersOf, type Stage } from './stages.rules.js';
import type { YamlFields } from './yaml-fields.js';

/** The slugs that an organization has, to hold deploy and promote nodes against. */
export interface KnownTargets {
  services: readonly string[];
  environments: readonly string[];
  /** That the project has; not there where no project is known, and then names are held against nothing. */
  secrets?: readonly string[] | undefined;
  variables?: readonly string[] | undefined;
}

/** Notes what is wrong between the nodes: needs, cycles, artifacts and references. */
export function checkGraph(yaml: YamlFields, nodes: PlacedNode[], inputs: readonly InputDefinition[]): void {
  const keys = new Set(nodes.map((placed) => placed.node.key));
  for (const placed of nodes) {
    checkNeeds(yaml, placed, keys);
    checkVariables(yaml, placed);
  }
  checkStages(yaml, nodes);
  if (noteCycles(yaml, nodes)) return; // "upstream" means nothing in a circle
  const byKey = new Map(nodes.map((placed) => [placed.node.key, placed.node]));
  const ancestry = new Ancestry(byKey);
  const named = new Set(inputs.map(({ name }) => name));
  for (const placed of nodes) {
    checkArtifact(yaml, placed, () => ancestry.keysBefore(placed.node.key).flatMap((key) => byKey.get(key) ?? []));
    checkReferences(yaml, placed, { ancestry, inputs: named });
    checkConditions(yaml, placed, ancestry, inputs);
  }
}

/** Notes the services, environments, secrets and variables that nodes name and that there are not. */
export function checkTargets(yaml: YamlFields, nodes: PlacedNode[], known: KnownTargets): void {
  if (known.secrets) checkSecrets(yaml, nodes, known.secrets);
  if (known.variables) checkKnownVariables(yaml, nodes, known.variables);
  for (const { node, fields } of nodes) {
    for (const [name, what] of Object.entries(TARGET_FIELDS[node.kind] ?? {})) {
      const slugs = what === 'service' ? known.services : known.environments;
      const value = valueOf(fields, name);
      if (!isScalar(value) || slugs.includes(String(value.value))) continue;
      const choice = slugs.length > 0 ? `there is ${slugs.join(', ')}` : 'there is none yet';
      yaml.note(value, `there is no ${what} ${String(value.value)}; ${choice}`);
    }
  }
}

function checkSecrets(yaml: YamlFields, nodes: PlacedNode[], known: readonly string[]): void {
  for (const { fields } of nodes)
    for (const { at, value } of textsOf(valueOf(fields, 'secrets')))
      if (!known.includes(value)) yaml.note(at, `the project has no secret ${value}`);
}

function checkKnownVariables(yaml: YamlFields, nodes: PlacedNode[], known: readonly string[]): void {
  const named = nodes.flatMap(({ node, fields }) =>
    fields.flatMap(({ name, value }) =>
      textsOf(value).flatMap(({ at, value: text }) =>
        [...variablesNamedIn(name, fillCell(text, node.matrix ?? {}))].map((variable) => ({ at, variable })),
      ),
    ),
  );
  for (const { at, variable } of named)
    if (!known.includes(variable)) yaml.note(at, `the project has no variable ${variable}`);
}

/** The names of variables in a text of a field, each once. */
const variablesNamedIn = (field: string, text: string): Set<string> =>
  new Set(['if', 'condition'].includes(field) ? variablesInCondition(text) : variablesInText(text));

const TARGET_FIELDS: Partial<Record<NodeKind, Record<string, 'service' | 'environment'>>> = {
  deploy: { service: 'service', environment: 'environment' },
  promote: { service: 'service', from: 'environment', to: 'environment' },
};

function checkNeeds(yaml: YamlFields, { node, fields, keyNode }: PlacedNode, keys: ReadonlySet<string>): void {
  const list = valueOf(fields, 'needs');
  const places = isSeq(list) ? (list.items as Node[]) : [];
  node.needs.forEach((need, index) => {
    const at = places[index] ?? keyNode;
    if (need !== '' && !keys.has(need)) yaml.note(at, `${node.key} needs ${need}, and there is no such node`);
    else if (node.needs.indexOf(need) < index) yaml.note(at, `${node.key} needs ${need} twice`);
  });
}

/**
 * Stages that the file itself states have to follow each other as they may; one that is only inferred is a guess, and what
 * a block waits for (`finally`) is no way that the change takes.
 */
function checkStages(yaml: YamlFields, nodes: PlacedNode[]): void {
  const stages = new Map(nodes.map(({ node, keyNode }) => [writtenKey(keyNode), node.stage]));
  for (const { node, fields } of nodes) {
    for (const { at, value } of textsOf(valueOf(fields, 'needs'))) {
      const before = stages.get(value);
      if (before && node.stage && !followersOf(before).includes(node.stage))
        yaml.note(at, outOfOrder(node.key, node.stage, { key: value, stage: before }));
    }
  }
}

const outOfOrder = (key: string, stage: Stage, before: { key: string; stage: Stage }): string =>
  `${key} (${stage}) cannot come after ${before.key} (${before.stage}); after ${before.stage} may come ` +
  followersOf(before.stage).join(', ');

/** A variable comes from one place. */
function checkVariables(yaml: YamlFields, { node, fields }: PlacedNode): void {
  if (node.kind !== 'shell' || !node.secrets) return;
  for (const { at, value } of textsOf(valueOf(fields, 'secrets')))
    if (Object.hasOwn(node.env, value)) yaml.note(at, `${value} is in env too`);
}

function noteCycles(yaml: YamlFields, nodes: PlacedNode[]): boolean {
  const graph = new Graph({ directed: true });
  for (const { node } of nodes) graph.setNode(node.key);
  for (const { node } of nodes) for (const need of node.needs) if (graph.hasNode(need)) graph.setEdge(need, node.key);
  const circles = alg.findCycles(graph);
  for (const circle of circles) {
    const first = nodes.find((placed) => circle.includes(placed.node.key));
    yaml.note(first?.keyNode ?? null, `these nodes wait for each other: ${circle.toSorted().join(', ')}`);
  }
  return circles.length > 0;
}

function checkArtifact(yaml: YamlFields, { node, fields }: PlacedNode, upstream: () => NodeDefinition[]): void {
  if (node.kind !== 'deploy' || node.artifact === undefined) return;
  const produced = upstream().flatMap((one) =>
    one.kind === 'shell' ? one.artifacts.map((artifact) => artifact.name) : [],
  );
  if (produced.includes(node.artifact)) return;
  yaml.note(valueOf(fields, 'artifact'), `no node before ${node.key} makes the artifact ${node.artifact}`);
}

/** What the references of a node may name. */
interface Known {
  ancestry: Ancestry;
  inputs: ReadonlySet<string>;
}

function problemOf(key: string, reference: Reference, { ancestry, inputs }: Known): string | undefined {
  if ('input' in reference) return inputs.has(reference.input) ? undefined : `there is no input ${reference.input}`;
  if ('variable' in reference) return undefined; // held against those of the project, where one is known
  return ancestry.isBefore(reference.node, key)
    ? undefined
    : `${key} refers to ${reference.node}, which does not run before it`;
}

function checkReferences(yaml: YamlFields, { node, fields }: PlacedNode, known: Known): void {
  for (const { name, value } of fields)
    for (const { at, value: text } of textsOf(value))
      for (const problem of problemsIn(text, name, { node, known })) yaml.note(at, problem);
}

/** References are data: a URL, an environment variable or an input may hold one, a script may not. */
function problemsIn(text: string, field: string, { node, known }: { node: NodeDefinition; known: Known }): string[] {
  const { references, malformed } = referencesIn(fillCell(text, node.matrix ?? {}));
  if (!malformed && references.length === 0) return [];
  if (!['url', 'env', 'inputs'].includes(field)) return [notIn(field)];
  const problems = references.flatMap((one) => problemOf(node.key, one, known) ?? []);
  return malformed ? [MALFORMED, ...problems] : problems;
}

const MALFORMED =
  'a reference has the form ${{ nodes.<key>.outputs.<name> }}, ${{ inputs.<name> }} or ${{ vars.<name> }}';

const notIn = (field: string): string =>
  `${field} cannot hold a \${{ … }} reference${field === 'run' ? '; put it in env and use the variable' : ''}`;

/** Notes nodes that a condition names and that do not run before it, and what in it does not go together. */
function checkConditions(
  yaml: YamlFields,
  { node, fields }: PlacedNode,
  ancestry: Ancestry,
  inputs: readonly InputDefinition[],
): void {
  const scope = (before: readonly string[]): Scope => scopeOf(node.key, before, inputs, node.matrix ?? {});
  const conditions = { if: node.if, condition: node.kind === 'gate' ? node.condition : undefined };
  for (const [field, text] of Object.entries(conditions))
    for (const problem of text === undefined ? [] : mistakesIn(text, node.key, { ancestry, scope }))
      yaml.noteInside(valueOf(fields, field), text ?? '', problem);
}

const NAMES_NO_VARIABLE = 'a condition has to name each variable that it looks at, like vars.REGION';

/** None of a text that cannot be read: that is noted where it is. */
function mistakesIn(
  text: string,
  key: string,
  known: { ancestry: Ancestry; scope: (before: readonly string[]) => Scope },
): ConditionProblem[] {
  const read = readCondition(text);
  if ('message' in read) return [];
  const unknown = read.nodes.filter((one) => !known.ancestry.isBefore(one.key, key));
  if (unknown.length > 0)
    return unknown.map((one) => ({ ...one, message: `${key} looks at ${one.key}, which does not run before it` }));
  if (namesNoVariable(text)) return [{ message: NAMES_NO_VARIABLE, offset: 0 }];
  const scope = known.scope(read.nodes.map((one) => one.key));
  return [conditionProblem(text, scope) ?? []].flat();
}
