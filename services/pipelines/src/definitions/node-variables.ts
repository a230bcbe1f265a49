import { surveyed } from './condition.rules.js';
import type { NodeDefinition } from './definition.js';
import { referencesIn } from './references.rules.js';

/** What the nodes of an execution may hold of variables together: each keeps those that it names. */
export const MAX_VARIABLES_BYTES = 1_048_576;

/** The names of the variables that a node refers to, each once: in what is filled in, or in a condition. */
export function variablesOf(node: NodeDefinition): string[] {
  return [...new Set([...textsOf(node).flatMap(variablesInText), ...conditionsOf(node).flatMap(variablesInCondition)])];
}

/** `REGION` of `${{ vars.REGION }}`. */
export const variablesInText = (text: string): string[] =>
  referencesIn(text).references.flatMap((reference) => ('variable' in reference ? [reference.variable] : []));

/** `REGION` of `vars.REGION`; nothing of a text that cannot be read. */
export const variablesInCondition = (text: string): string[] => surveyed(text)?.vars ?? [];

/** Whether a condition speaks of the variables as a whole, as `vars[name]` does: which it needs cannot be told then. */
export function namesNoVariable(text: string): boolean {
  const survey = surveyed(text);
  return survey !== undefined && survey.variables.filter((name) => name === 'vars').length > survey.vars.length;
}

/**
 * The nodes, each with the values of the variables that it refers to; undefined where they are too long together. A node
 * that refers to none is as it was.
 */
export function withVariables(
  nodes: readonly NodeDefinition[],
  values: ReadonlyMap<string, string>,
): NodeDefinition[] | undefined {
  let bytes = 0;
  const filled = nodes.map((node) => {
    const vars = variablesOf(node).flatMap((name) => {
      const value = values.get(name);
      return value === undefined ? [] : [[name, value] as const];
    });
    bytes += vars.reduce((sum, [, value]) => sum + Buffer.byteLength(value), 0);
    return vars.length > 0 ? { ...node, vars: Object.fromEntries(vars) } : node;
  });
  return bytes > MAX_VARIABLES_BYTES ? undefined : filled;
}

const conditionsOf = (node: NodeDefinition): string[] =>
  [node.if, node.kind === 'gate' ? node.condition : undefined].flatMap((text) => text ?? []);

function textsOf(node: NodeDefinition): string[] {
  if (node.kind === 'shell') return Object.values(node.env);
  if (node.kind === 'http') return [node.url];
  if (node.kind !== 'pipeline') return [];
  return Object.values(node.inputs).filter((value) => typeof value === 'string');
}
