import type { NodeDefinition } from '../definitions/definition.js';
import { referencesIn } from '../definitions/references.rules.js';

const IN_CONDITION = /\binputs(?:\.([A-Za-z_]\w*)|\[\s*["']([^"']+)["']\s*\])/g;

/** The names of the inputs that a node refers to: in a text that is filled in, or in a condition. */
export function inputsSeenBy(definition: NodeDefinition): ReadonlySet<string> {
  const conditions = [definition.if, definition.kind === 'gate' ? definition.condition : undefined];
  return new Set([
    ...textsIn(definition).flatMap((text) =>
      referencesIn(text).references.flatMap((reference) => ('input' in reference ? [reference.input] : [])),
    ),
    ...conditions.flatMap((text) => [...(text ?? '').matchAll(IN_CONDITION)].map(([, name, key]) => name ?? key ?? '')),
  ]);
}

/** Every text of a definition, however deep. */
function textsIn(part: unknown): string[] {
  if (typeof part === 'string') return [part];
  return typeof part === 'object' && part !== null ? Object.values(part).flatMap(textsIn) : [];
}
