import type { LogEntryResponse } from '../../../shared/api/generated/types.gen.js';

/** The live lines: `shown` newest first, `held` what came while the person reads further down, also newest first. */
export type TailBuffer = {
  shown: readonly LogEntryResponse[];
  held: readonly LogEntryResponse[];
  isPaused: boolean;
  /** Lines the server left out because they came too fast. */
  dropped: number;
  /** True once old lines were let go: what follows below them is no longer their neighbour. */
  isCut: boolean;
};
export type TailAction =
  | { type: 'receive'; entries: readonly LogEntryResponse[]; dropped: number }
  | { type: 'pause' }
  | { type: 'resume' }
  | { type: 'clear' };

export const EMPTY_TAIL: TailBuffer = { shown: [], held: [], isPaused: false, dropped: 0, isCut: false };
const MAX_LINES = 2000;

/** The next state of the tail. `entries` come in the order of the stream, oldest first; a line never comes twice. */
export function tailReducer(buffer: TailBuffer, action: TailAction, maxLines = MAX_LINES): TailBuffer {
  switch (action.type) {
    case 'receive':
      return received(buffer, action, maxLines);
    case 'pause':
      return buffer.isPaused ? buffer : { ...buffer, isPaused: true };
    case 'resume':
      return buffer.isPaused
        ? { ...bounded(buffer, [...buffer.held, ...buffer.shown], maxLines), held: [], isPaused: false }
        : buffer;
    case 'clear':
      return { ...EMPTY_TAIL, isPaused: buffer.isPaused };
  }
}

function received(
  buffer: TailBuffer,
  { entries, dropped }: Extract<TailAction, { type: 'receive' }>,
  maxLines: number,
): TailBuffer {
  const known = new Set([...buffer.held, ...buffer.shown].map(({ id }) => id));
  const fresh = entries.filter(({ id }) => !known.has(id) && known.add(id)).toReversed();
  const counted = { ...buffer, dropped: buffer.dropped + dropped };
  if (fresh.length === 0) return counted;
  if (!buffer.isPaused) return bounded(counted, [...fresh, ...buffer.shown], maxLines);
  const held = [...fresh, ...buffer.held];
  return { ...counted, held: held.slice(0, maxLines), isCut: buffer.isCut || held.length > maxLines };
}

function bounded(buffer: TailBuffer, shown: readonly LogEntryResponse[], maxLines: number): TailBuffer {
  if (shown.length <= maxLines) return { ...buffer, shown };
  return { ...buffer, shown: shown.slice(0, maxLines), isCut: true };
}

/** Live lines above the stored ones, each once. Stored lines are left out when the tail has let go of its oldest. */
export function joined(tail: TailBuffer, stored: readonly LogEntryResponse[]): readonly LogEntryResponse[] {
  if (tail.shown.length === 0) return stored;
  if (tail.isCut) return tail.shown;
  const known = new Set(stored.map(({ id }) => id));
  return [...tail.shown.filter(({ id }) => !known.has(id)), ...stored];
}
