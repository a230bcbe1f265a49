import { useSyncExternalStore } from 'react';

type Clock = { subscribe: (listener: () => void) => () => void; read: () => number };

/** One timer for all readers of the same beat; it stops with the last of them. */
function createClock(beatMs: number): Clock {
  const listeners = new Set<() => void>();
  let now = Date.now();
  let timer: ReturnType<typeof setInterval> | undefined;
  const tick = () => {
    now = Date.now();
    listeners.forEach((listener) => listener());
  };
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    now = Date.now();
    timer ??= setInterval(tick, beatMs);
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0) return;
      clearInterval(timer);
      timer = undefined;
    };
  };
  return { subscribe, read: () => now };
}

const seconds = createClock(1000);
const calm = createClock(15_000);
const never: Clock = { subscribe: () => () => undefined, read: () => 0 };

/** The time in milliseconds, renewed every second (`second`), every 15 s (`calm`) or never. */
export function useNow(beat: 'second' | 'calm' | 'never' = 'calm'): number {
  const clock = { second: seconds, calm, never }[beat];
  return useSyncExternalStore(clock.subscribe, clock.read);
}
