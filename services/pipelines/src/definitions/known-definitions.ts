import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { KnownTargets } from './definition-checks.js';
import { type ParsedDefinition, parseDefinition } from './definition-parser.js';

// Reading one takes as long as planning the whole execution. By nodes, which is what they take room for.
const kept = new LRUCache<string, ParsedDefinition>({
  ...{ max: 200, maxSize: 20_000 },
  sizeCalculation: (parsed) => ('definition' in parsed ? parsed.definition.nodes.length : parsed.problems.length) + 1,
});

/** As `parseDefinition`; a text that was read before, with the same targets, is not read again. Nothing in it may be changed. */
export function definitionOf(source: string, known: KnownTargets): ParsedDefinition {
  const key = createHash('sha256')
    .update(JSON.stringify([source, known]))
    .digest('base64');
  const parsed = kept.get(key) ?? parseDefinition(source, known);
  kept.set(key, parsed);
  return parsed;
}
