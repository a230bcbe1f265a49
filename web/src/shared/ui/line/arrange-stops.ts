import type { LineKind, LineResponse, LineStopResponse } from '../../api/generated/types.gen.js';

const READ_BACKWARDS = new Set(['incident', 'firing']);
const FOUND_BY: readonly LineKind[] = ['incident', 'firing'];

/** A stop that leaves the trunk at one column and bends back to another (0-based, `left` ≤ `right`). */
export type Branch = { stop: LineStopResponse; left: number; right: number };

export type Arrangement = { trunk: LineStopResponse[]; branches: Branch[]; isBackwards: boolean };

/**
 * The stops in reading order: from cause to effect, and backwards for an incident or a firing, where the question is
 * where it came from. A rollback bends from what found the fault back to the deployment that brought it.
 */
export function arrangeStops(line: LineResponse): Arrangement {
  const inOrder = line.stops.filter((stop) => !stop.branch);
  const isBackwards = READ_BACKWARDS.has(line.subjectKind);
  const startsAtCause = inOrder[0]?.kind !== line.subjectKind;
  const trunk = isBackwards && startsAtCause ? inOrder.toReversed() : inOrder;
  const branches = line.stops.filter((stop) => stop.branch).map((stop) => ({ stop, ...span(trunk, isBackwards) }));
  return { trunk, branches, isBackwards };
}

function span(trunk: readonly LineStopResponse[], isBackwards: boolean): { left: number; right: number } {
  const last = Math.max(0, trunk.length - 1);
  const cause = isBackwards ? trunk.findIndex(isDeployment) : trunk.findLastIndex(isDeployment);
  const foundAt = FOUND_BY.map((kind) => trunk.findIndex((stop) => stop.kind === kind)).find((index) => index !== -1);
  const from = cause === -1 ? last : cause;
  const to = foundAt ?? from;
  return { left: Math.min(from, to), right: Math.max(from, to) };
}

function isDeployment(stop: LineStopResponse): boolean {
  return stop.kind === 'deployment' && stop.id !== '';
}
