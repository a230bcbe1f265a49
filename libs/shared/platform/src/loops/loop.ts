import type { Type } from '@nestjs/common';
import type { Ongoing } from './ongoing.js';

export interface LoopOptions<T> {
  /** How often it looks by itself: hints may be lost. In milliseconds, or the provider says. */
  everyMs: number | ((of: T) => number);
  /** Does all there is to do; one of many steps ends between two of them when it is told to stop. */
  pass: (of: T, stopping: AbortSignal) => Promise<unknown>;
  /** What the log says about a pass that throws; the next one comes all the same. */
  failed: string;
  /** A channel whose hints for this service (`tx.hint`) have it look at once. */
  hint?: string;
  /** In processes that only answer requests, too. */
  everywhere?: true;
}

export interface LoopRow {
  of: Type<unknown>;
  options: LoopOptions<unknown>;
}

/** What a process does again and again: a pass of a provider, or a provider with loops of its own. */
export type Loop = LoopRow | Type<Ongoing>;

/** A loop whose passes are a method of the provider, never two at a time in a process. */
export function loop<T>(of: Type<T>, options: LoopOptions<T>): Loop {
  return { of, options: options as LoopOptions<unknown> };
}
