import type { ReplayReason, ReplayResponse } from '../../../shared/api/generated/types.gen.js';

const REASONS: Record<ReplayReason, string> = {
  chosen: 'runs again',
  failed: 'failed, runs again',
  after: 'comes after',
  asked_again: 'is asked again',
  rule_changed: 'is decided anew',
  workspace: 'brings the files',
};

/** What becomes of a node in a replay. */
export const againWords = (again: ReplayReason | null): string => (again === null ? 'as it ended' : REASONS[again]);

/** How a run repeats the one with that number. */
export function replayWords(replay: ReplayResponse | null, number: number | null): string {
  const of = `#${number ?? '?'}`;
  if (!replay || (replay.from.length === 0 && !replay.failedOnly)) return `Again, after ${of}`;
  if (replay.from.length === 0) return `What failed in ${of}, again`;
  const nodes = replay.from.length > 2 ? `${replay.from.length} nodes` : replay.from.join(' and ');
  return `Replay of ${of} from ${nodes}${replay.failedOnly ? ', and what failed' : ''}`;
}

/** The values that are not those of before. */
export function changedValues<T>(
  before: Readonly<Record<string, T>>,
  now: Readonly<Record<string, T>>,
): Record<string, T> {
  return Object.fromEntries(Object.entries(now).filter(([name, value]) => before[name] !== value));
}
