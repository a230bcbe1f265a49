const REFERENCE = /\$\{\{\s*nodes\.([a-z0-9_-]{1,64})\.outputs\.([A-Za-z0-9_-]{1,64})\s*\}\}/g;
const OPENING = /\$\{\{/g;

export interface OutputReference {
  node: string;
  output: string;
}

/** The `${{ nodes.x.outputs.y }}` in a text; `malformed` when it holds a `${{` that is not of that form. */
export function referencesIn(text: string): { references: OutputReference[]; malformed: boolean } {
  const references = [...text.matchAll(REFERENCE)].map(([, node = '', output = '']) => ({ node, output }));
  return { references, malformed: (text.match(OPENING)?.length ?? 0) !== references.length };
}

/** The text with each reference replaced by the output it names, or the first reference that names nothing. */
export function resolveReferences(
  text: string,
  nodes: ReadonlyMap<string, { outputs: Record<string, string> }>,
): { text: string } | { missing: OutputReference } {
  const { references } = referencesIn(text);
  const missing = references.find(({ node, output }) => !Object.hasOwn(nodes.get(node)?.outputs ?? {}, output));
  if (missing) return { missing };
  return { text: text.replace(REFERENCE, (_, node: string, output: string) => nodes.get(node)?.outputs[output] ?? '') };
}
