import type { Inputs } from './inputs.rules.js';

const REFERENCE =
  /\$\{\{\s*(?:nodes\.([a-z0-9_-]{1,64})\.outputs\.([A-Za-z0-9_-]{1,64})|inputs\.([A-Za-z0-9_-]{1,64})|vars\.([A-Za-z_][A-Za-z0-9_]{0,127}))\s*\}\}/g;
const OPENING = /\$\{\{/g;

/** An output of a node, an input of the execution, or a variable. */
export type Reference = { node: string; output: string } | { input: string } | { variable: string };

/** What the references of a text are resolved with. */
export interface References {
  nodes: ReadonlyMap<string, { outputs: Record<string, string> }>;
  inputs: Inputs;
  /** Those of the node whose text it is. */
  vars?: Readonly<Record<string, string>> | undefined;
}

/**
 * The `${{ nodes.x.outputs.y }}`, `${{ inputs.z }}` and `${{ vars.V }}` in a text; `malformed` when it holds a `${{` that is
 * none of them.
 */
export function referencesIn(text: string): { references: Reference[]; malformed: boolean } {
  const references = [...text.matchAll(REFERENCE)].map(([, ...names]) => referenceOf(names));
  return { references, malformed: (text.match(OPENING)?.length ?? 0) !== references.length };
}

/** The text with each reference replaced by what it names, or the first reference that names nothing. */
export function resolveReferences(text: string, known: References): { text: string } | { missing: Reference } {
  const { references } = referencesIn(text);
  const missing = references.find((reference) => valueOf(reference, known) === undefined);
  if (missing) return { missing };
  return {
    // What is filled in is not read again: a `${{` in a value stays as it is.
    text: text.replace(REFERENCE, (_, ...names: string[]) => valueOf(referenceOf(names), known) ?? ''),
  };
}

/** How a reference that names nothing is told of. */
export function missingWords(missing: Reference): string {
  if ('variable' in missing) return `There is no variable ${missing.variable}.`;
  return 'input' in missing
    ? `There is no input ${missing.input}.`
    : `${missing.node} gave no output ${missing.output}.`;
}

/** Of what a match has captured. */
function referenceOf([node = '', output = '', input, variable]: readonly (string | undefined)[]): Reference {
  if (variable !== undefined) return { variable };
  return input === undefined ? { node, output } : { input };
}

function valueOf(reference: Reference, { nodes, inputs, vars = {} }: References): string | undefined {
  if ('input' in reference) return Object.hasOwn(inputs, reference.input) ? String(inputs[reference.input]) : undefined;
  if ('variable' in reference) return Object.hasOwn(vars, reference.variable) ? vars[reference.variable] : undefined;
  const outputs = nodes.get(reference.node)?.outputs ?? {};
  return Object.hasOwn(outputs, reference.output) ? outputs[reference.output] : undefined;
}
