/** One execution that another waits for: a child of its, or whoever has the turn of its concurrency group. */
export interface Wait {
  /** Who waits; null for the execution that is about to be made. */
  waiterId: string | null;
  executionId: string;
  number: number;
  /** The group whose turn is waited for; null for a child. */
  group: string | null;
}

/**
 * Why an execution would never begin, in words; undefined when nobody whom it waits for waits for it in turn.
 * @param waits all that it would wait for, directly or through others
 * @param ancestors the executions that wait for it: its parent, and whoever waits for that
 */
export function refusalOfCircle(waits: readonly Wait[], ancestors: ReadonlySet<string>): string | undefined {
  const path = circleOf(waits, ancestors);
  return path && `It would wait for ever: ${path.map(words).join(', which waits for ')}, which waits for this run.`;
}

const words = ({ group, number }: Wait): string =>
  group === null ? `run #${number}` : `the group ${group}, whose turn is that of run #${number}`;

/** The shortest way from the new execution to one that waits for it. */
function circleOf(waits: readonly Wait[], ancestors: ReadonlySet<string>): Wait[] | undefined {
  const seen = new Set<string>();
  let paths: Wait[][] = [[]];
  while (paths.length > 0) {
    const longer = paths.flatMap((path) => next(waits, path).map((wait) => [...path, wait]));
    const circle = longer.find((path) => ancestors.has(path.at(-1)?.executionId ?? ''));
    if (circle) return circle;
    paths = longer.filter((path) => isNew(seen, path.at(-1)?.executionId ?? ''));
  }
  return undefined;
}

const next = (waits: readonly Wait[], path: readonly Wait[]): Wait[] =>
  waits.filter(({ waiterId }) => waiterId === (path.at(-1)?.executionId ?? null));

const isNew = (seen: Set<string>, id: string): boolean => !seen.has(id) && seen.add(id).has(id);
