import { diffArrays } from 'diff';

export const LINE_SIDES = ['both', 'left', 'right'] as const;

/** A line of two texts; `both` where they have it in common. Numbers count from 1, null where the text has no such line. */
export interface ComparedLine {
  side: (typeof LINE_SIDES)[number];
  text: string;
  left: number | null;
  right: number | null;
}

/** Texts that differ in more are told apart as wholes: to find the shortest way between them would take too long. */
const MAX_EDITS = 2_000;

/** Two texts line by line, in order: what is only in the left one stands before what is only in the right one. */
export function diffLines(left: string, right: string): ComparedLine[] {
  return diffLineLists(left.split('\n'), right.split('\n'));
}

/** The same for texts that are lines already, none of them among it. */
export function diffLineLists(left: readonly string[], right: readonly string[]): ComparedLine[] {
  const [before, after] = [[...left], [...right]];
  const changes = diffArrays(before, after, { maxEditLength: MAX_EDITS }) ?? [
    { value: before, removed: true, added: false },
    { value: after, removed: false, added: true },
  ];
  const at = { left: 0, right: 0 };
  return changes.flatMap(({ value, added, removed }) =>
    value.map((text): ComparedLine => {
      const line = { left: added ? null : (at.left += 1), right: removed ? null : (at.right += 1) };
      return { side: added ? 'right' : removed ? 'left' : 'both', text, ...line };
    }),
  );
}

/** What surrounds a change in a text, in lines. */
const CONTEXT = 3;

/** The lines that have changed, with some of those around them. */
export function nearChanges(lines: readonly ComparedLine[]): ComparedLine[] {
  const changed = lines.flatMap(({ side }, at) => (side === 'both' ? [] : [at]));
  const near = new Set(
    changed.flatMap((at) => Array.from({ length: 2 * CONTEXT + 1 }, (_, offset) => at - CONTEXT + offset)),
  );
  return lines.filter((_, at) => near.has(at));
}
