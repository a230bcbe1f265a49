import { type Concurrency, groupOf } from '../definitions/concurrency.rules.js';
import { type InputDefinition, type Inputs, resolveTexts } from '../definitions/inputs.rules.js';

/** How many executions may have started one another, the first one counted. */
export const MAX_CHILD_DEPTH = 5;

/** An execution that a child would be started by: its parent, the parent's parent, and so on. */
export interface Ancestor {
  executionId: string;
  path: string;
  number: number;
  concurrencyGroup: string | null;
  /** Whether it waits for the end of the child, through those between them. */
  waits: boolean;
}

/** Why a file may not be started below these, the parent first; undefined where it may. */
export function refusalOfChild(file: string, ancestors: readonly Ancestor[]): string | undefined {
  const same = ancestors.find(({ path }) => path === file);
  if (same) return `${file} would start itself: run #${same.number} is of the same file.`;
  if (ancestors.length >= MAX_CHILD_DEPTH) return `More than ${MAX_CHILD_DEPTH} runs would have started one another.`;
  return undefined;
}

/** Why a child of this concurrency group would never begin: who waits for it holds its turn. */
export function refusalOfTurn(
  { concurrency }: { concurrency: Concurrency | null },
  of: { branch: string; inputs: Inputs },
  ancestors: readonly Ancestor[],
): string | undefined {
  if (!concurrency) return undefined;
  const group = groupOf(concurrency, of);
  const holder = ancestors.find(({ concurrencyGroup, waits }) => waits && concurrencyGroup === group);
  return holder && `It would wait for ever: run #${holder.number}, which waits for it, is of the group ${group} too.`;
}

/** The inputs of a child: a text is read as what the child asks for, because references give texts. */
export function childInputs(
  definitions: readonly InputDefinition[],
  given: Inputs,
): { inputs: Inputs } | { refusal: string } {
  const resolved = resolveTexts(definitions, given);
  if ('inputs' in resolved) return resolved;
  return {
    refusal: `Its inputs are not what it asks for: ${resolved.problems.map(({ message }) => message).join('; ')}.`,
  };
}
