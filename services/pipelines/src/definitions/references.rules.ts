import type { Inputs } from './inputs.rules.js';

const REFERENCE =
  /\$\{\{\s*(?:nodes\.([a-z0-9_-]{1,64})\.outputs\.([A-Za-z0-9_-]{1,64})|inputs\.([A-Za-z0-9_-]{1,64}))\s*\}\}/g;
const OPENING = /\$\{\{/g;

/** An output of a node, or an input of the execution. */
export type Reference = { node: string; output: string } | { input: string };

/** What the references of a text are resolved with. */
export interface References {
  nodes: ReadonlyMap<string, { outputs: Record<string, string> }>;
  inputs: Inputs;
}

/** The `${{ nodes.x.outputs.y }}` and `${{ inputs.z }}` in a text; `malformed` when it holds a `${{` that is neither. */
export function referencesIn(text: string): { references: Reference[]; malformed: boolean } {
  const references = [...text.matchAll(REFERENCE)].map(([, node, output, input]) => referenceOf(node, output, input));
  return { references, malformed: (text.match(OPENING)?.length ?? 0) !== references.length };
}

/** The text with each reference replaced by what it names, or the first reference that names nothing. */
export function resolveReferences(text: string, known: References): { text: string } | { missing: Reference } {
  const { references } = referencesIn(text);
  const missing = references.find((reference) => valueOf(reference, known) === undefined);
  if (missing) return { missing };
  return {
    text: text.replace(
      REFERENCE,
      (_, node: string | undefined, output: string | undefined, input: string | undefined) =>
        valueOf(referenceOf(node, output, input), known) ?? '',
    ),
  };
}

/** How a reference that names nothing is told of. */
export const missingWords = (missing: Reference): string =>
  'input' in missing ? `There is no input ${missing.input}.` : `${missing.node} gave no output ${missing.output}.`;

const referenceOf = (node?: string, output?: string, input?: string): Reference =>
  input === undefined ? { node: node ?? '', output: output ?? '' } : { input };

function valueOf(reference: Reference, { nodes, inputs }: References): string | undefined {
  if ('input' in reference) return Object.hasOwn(inputs, reference.input) ? String(inputs[reference.input]) : undefined;
  const outputs = nodes.get(reference.node)?.outputs ?? {};
  return Object.hasOwn(outputs, reference.output) ? outputs[reference.output] : undefined;
}
