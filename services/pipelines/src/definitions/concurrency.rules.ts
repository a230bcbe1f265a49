import type { Inputs } from './inputs.rules.js';
import { referencesIn, resolveReferences } from './references.rules.js';

/**
 * What becomes of an execution whose group has one that is not over. `queue`: it waits for its turn. `cancel`: it takes
 * the place of all others. `refuse`: it does not run.
 */
export const CONCURRENCY_POLICIES = ['queue', 'cancel', 'refuse'] as const;
export type ConcurrencyPolicy = (typeof CONCURRENCY_POLICIES)[number];

export interface Concurrency {
  /** May hold `${{ branch }}` and `${{ inputs.<name> }}`. */
  group: string;
  policy: ConcurrencyPolicy;
}

export const MAX_GROUP_LENGTH = 200;
const BRANCH = /\$\{\{\s*branch\s*\}\}/g;

/** The names of the inputs that a group refers to, or a sentence why it cannot be read. */
export function readGroup(text: string): { inputs: string[] } | { problem: string } {
  const { references, malformed } = referencesIn(text.replace(BRANCH, ''));
  if (malformed || references.some((reference) => !('input' in reference)))
    return { problem: 'a group may hold ${{ branch }} and ${{ inputs.<name> }}, and no other reference' };
  return { inputs: references.flatMap((reference) => ('input' in reference ? [reference.input] : [])) };
}

/** The group that an execution belongs to. */
export function groupOf({ group }: Concurrency, { branch, inputs }: { branch: string; inputs: Inputs }): string {
  // Piece by piece: what a branch is called or an input says is not read again.
  const pieces = group.split(BRANCH).map((piece) => {
    const resolved = resolveReferences(piece, { nodes: new Map(), inputs });
    return 'text' in resolved ? resolved.text : piece;
  });
  return pieces.join(branch);
}
