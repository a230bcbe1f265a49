import type { LoadRequest } from './steady-load.js';

/** A request whose answer has no end of its own, or waits long for something: a stream, a long poll. */
export interface WaitingRequest {
  /** Resolves when the service has it; at once for one that gives no sign of itself before it ends. */
  isOpen: Promise<unknown>;
  /** Resolves when it has ended, to what was wrong with that; to undefined for a whole answer. */
  end: Promise<string | undefined>;
}

/** @param hasHead whether the head of the answer comes before what it waits for, as a stream's does */
export function openWaiting(url: string, { path, ...init }: LoadRequest, hasHead: boolean): WaitingRequest {
  const answer = fetch(`${url}${path}`, init);
  const end = answer.then(
    async (response) => {
      const text = await response.text().catch(() => undefined);
      if (text === undefined) return `${path}: was cut off`;
      return response.ok ? undefined : `${path}: ${response.status} ${text.slice(0, 200)}`;
    },
    () => `${path}: was cut off before its answer`,
  );
  return { isOpen: hasHead ? answer.catch(() => undefined) : Promise.resolve(), end };
}
