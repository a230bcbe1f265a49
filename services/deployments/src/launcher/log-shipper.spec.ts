import { setImmediate as turn } from 'node:timers/promises';
import type { Delivery } from './ingest-http.js';
import type { LogEntry } from './log-line.js';
import { LogShipper } from './log-shipper.js';

const line = (message: string): LogEntry => ({ timestamp: '2026-11-20T12:00:00.000Z', level: 'info', message });

/** A log ingest that answers as told, then takes everything. */
function ingest(...answers: Delivery[]) {
  const taken: string[] = [];
  const sizes: number[] = [];
  const post = async (batch: readonly LogEntry[]): Promise<Delivery> => {
    await turn();
    const answer = answers.shift() ?? 'taken';
    sizes.push(batch.length);
    if (answer === 'taken') taken.push(...batch.map((entry) => entry.message));
    return answer;
  };
  return { taken, sizes, shipper: new LogShipper(post) };
}

describe('LogShipper', () => {
  it('sends in order, in batches of at most 200', async () => {
    const { shipper, taken, sizes } = ingest();
    const messages = Array.from({ length: 450 }, (_, index) => `line ${index}`);
    for (const message of messages) shipper.add(line(message));
    await shipper.end(5_000);
    expect(taken).toEqual(messages);
    expect(sizes).toEqual([200, 200, 50]);
  });

  it('sends large lines in batches that log ingest can take', async () => {
    const { shipper, sizes } = ingest();
    for (let index = 0; index < 60; index += 1) shipper.add(line('x'.repeat(8_192)));
    await shipper.end(5_000);
    expect(Math.max(...sizes)).toBeLessThan(33);
  });

  it('keeps what an outage did not take, and its order', async () => {
    const { shipper, taken } = ingest('again', 'again');
    for (const message of ['a', 'b', 'c']) shipper.add(line(message));
    await shipper.end(5_000);
    expect(taken).toEqual(['a', 'b', 'c']);
  });

  it('gives up what is refused, and goes on', async () => {
    const { shipper, taken } = ingest('refused');
    for (let index = 0; index < 201; index += 1) shipper.add(line(`line ${index}`));
    await shipper.end(5_000);
    expect(taken).toEqual(['line 200']);
  });

  it('is bounded, and says what it gave up', async () => {
    const { shipper, taken } = ingest();
    for (let index = 0; index < 10_005; index += 1) shipper.add(line(`line ${index}`));
    await shipper.end(10_000);
    expect(taken[0]).toContain('5 lines were dropped');
    expect(taken[1]).toBe('line 5');
    expect(taken.at(-1)).toBe('line 10004');
  });
});
