import type { ParsedDefinition } from './definition-parser.js';

/** A definition whose nodes would start its own file without end has that as its problem. */
export function withoutItself(parsed: ParsedDefinition, path: string): ParsedDefinition {
  if (!('definition' in parsed)) return parsed;
  const own = parsed.definition.nodes.find((node) => node.kind === 'pipeline' && node.file === path);
  return own ? { problems: [{ line: 1, column: 1, message: `${own.key} would start ${path}, its own file` }] } : parsed;
}
