export interface Reference {
  /** The table that holds the foreign key. */
  from: string;
  /** The table that it refers to. */
  to: string;
}

export interface PurgeStep {
  table: string;
  /** Its rows refer to one another, so they have to go in one statement. */
  atOnce: boolean;
}

/**
 * The tables in an order in which their rows can be deleted: whoever refers to others goes first.
 * @throws Error that names the tables which refer to each other in a circle
 */
export function purgeOrder(tables: readonly string[], references: readonly Reference[]): PurgeStep[] {
  const known = new Set(tables);
  const between = references.filter(({ from, to }) => from !== to && known.has(from) && known.has(to));
  const selfReferring = new Set(references.filter(({ from, to }) => from === to).map(({ from }) => from));
  const steps: PurgeStep[] = [];
  let left = [...tables].sort();
  while (left.length > 0) {
    const free = left.filter((table) => !between.some(({ from, to }) => to === table && left.includes(from)));
    if (free.length === 0) throw new Error(`tables refer to each other in a circle: ${left.join(', ')}`);
    steps.push(...free.map((table) => ({ table, atOnce: selfReferring.has(table) })));
    left = left.filter((table) => !free.includes(table));
  }
  return steps;
}
