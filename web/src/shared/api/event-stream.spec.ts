import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { followStream, retryDelayMs, type Connect, type StreamState } from './event-stream.js';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

async function* lines(...values: string[]) {
  for (const value of values) yield await Promise.resolve(value);
}

describe('followStream', () => {
  it('reconnects after an end and asks for what comes after the last id', async () => {
    const closing = new AbortController();
    const asked: (string | undefined)[] = [];
    const got: string[] = [];
    const states: StreamState[] = [];
    const connect: Connect<string> = async ({ headers, onSseEvent }) => {
      asked.push(headers?.['Last-Event-ID']);
      onSseEvent({ id: String(asked.length) });
      if (asked.length === 3) closing.abort();
      return { stream: lines(`line ${asked.length}`) };
    };
    const done = followStream(
      connect,
      { onData: (line) => got.push(line), onState: (state) => states.push(state) },
      closing.signal,
    );
    await vi.runAllTimersAsync();
    await done;
    expect(asked).toEqual([undefined, '1', '2']);
    expect(got.slice(0, 2)).toEqual(['line 1', 'line 2']);
    expect(states.slice(0, 4)).toEqual(['connecting', 'live', 'retrying', 'live']);
  });

  it('waits longer after each failure, never longer than 15 s', () => {
    expect([0, 1, 2, 10].map((attempt) => retryDelayMs(attempt, 1))).toEqual([500, 1000, 2000, 15_000]);
    expect(retryDelayMs(0, 0)).toBe(250);
  });

  it('ends a connection that has gone silent', async () => {
    const closing = new AbortController();
    let attempts = 0;
    const connect: Connect<string> = ({ signal }) => {
      attempts += 1;
      if (attempts === 2) closing.abort();
      const aborted = () => Promise.reject(new Error('aborted'));
      return signal.aborted
        ? aborted()
        : new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));
    };
    const done = followStream(connect, { onData: () => undefined }, closing.signal);
    await vi.advanceTimersByTimeAsync(44_000);
    expect(attempts).toBe(1);
    await vi.advanceTimersByTimeAsync(3_000);
    await done;
    expect(attempts).toBe(2);
  });
});
