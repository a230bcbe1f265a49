/** A cell of the board as far as promotion is concerned. */
export interface PromotableCell {
  /** The release that is live, null when none is. */
  live: { releaseId: string; version: string } | null;
  isHeld: boolean;
  /** Releases that were rolled back here and have not stood since. */
  rolledBack: ReadonlySet<string>;
}

/** The version that could be promoted into each cell of a row: what the cell before has live and this one has not. */
export function promotableVersions(row: readonly PromotableCell[]): (string | null)[] {
  return row.map((cell, index) => {
    const before = row[index - 1];
    if (!before?.live || before.isHeld || cell.isHeld) return null;
    const isNew = before.live.releaseId !== cell.live?.releaseId && !cell.rolledBack.has(before.live.releaseId);
    return isNew ? before.live.version : null;
  });
}
