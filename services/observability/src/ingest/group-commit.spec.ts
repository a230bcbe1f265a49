import { CommittedLines } from './committed-lines.js';
import { GroupCommit } from './group-commit.js';
import type { LogEntry, StoredEntry } from './log-entry.js';
import type { LogWriter } from './log-writer.js';

const config = { INGEST_CONNECTIONS: 1, INGEST_QUEUE_BYTES: 2_000, TAIL_LINES_PER_SECOND: 1, ALERT_TICK_MS: 1_000 };
const entry = (message: string): LogEntry => ({
  orgId: 'o',
  serviceId: 's',
  environmentId: 'e',
  at: '2026-11-20T12:00:00.000000Z',
  level: 2,
  message,
  meta: null,
  traceId: null,
  spanId: null,
  requestId: null,
});

/** Stands where the database is: each flush ends when the test says so; a line called "poison" is never written. */
class HeldWriter {
  readonly flushes: string[][] = [];
  private release: (() => void)[] = [];

  async write(entries: readonly LogEntry[]): Promise<StoredEntry[]> {
    this.flushes.push(entries.map((line) => line.message));
    await new Promise<void>((resolve) => this.release.push(resolve));
    if (entries.some((line) => line.message === 'poison')) throw new Error('poison');
    return entries.map((line, seq) => ({ ...line, seq, deploymentId: null }));
  }

  /** Lets flushes end until none is left. */
  async settle(): Promise<void> {
    for (let next = this.release.shift(); next; next = this.release.shift()) {
      next();
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

function setUp(): { writer: HeldWriter; commit: GroupCommit } {
  const writer = new HeldWriter();
  return { writer, commit: new GroupCommit(writer as unknown as LogWriter, new CommittedLines(), config) };
}

describe('group commit', () => {
  it('writes what came while a flush was under way in the next one', async () => {
    const { writer, commit } = setUp();
    const answers = ['a', 'b', 'c'].map((message) => commit.write([entry(message)]));
    await writer.settle();
    await Promise.all(answers);
    expect(writer.flushes).toEqual([['a'], ['b', 'c']]);
  });

  it('lets a bad request fail alone', async () => {
    const { writer, commit } = setUp();
    const answers = ['a', 'b', 'poison', 'c'].map((message) => commit.write([entry(message)]));
    const settled = Promise.allSettled(answers);
    await writer.settle();
    expect((await settled).map((answer) => answer.status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  });

  it('refuses what does not fit, at once, and takes more when there is room again', async () => {
    const { writer, commit } = setUp();
    const first = commit.write([entry('x'.repeat(1_500))]);
    await expect(commit.write([entry('y'.repeat(500))])).rejects.toMatchObject({
      code: 'ingest_busy',
      category: 'unavailable',
    });
    await writer.settle();
    await first;
    const second = commit.write([entry('y'.repeat(500))]);
    await writer.settle();
    await expect(second).resolves.toBeUndefined();
  });
});

it('tells of committed lines in the order of their flushes, whichever ends first', () => {
  const committed = new CommittedLines();
  const told: string[] = [];
  committed.on((lines) => told.push(...lines.map((line) => line.message)));
  const [first, second] = [committed.open(), committed.open()];
  second([{ ...entry('second'), seq: 2, deploymentId: null }]);
  expect(told).toEqual([]);
  first([{ ...entry('first'), seq: 1, deploymentId: null }]);
  expect(told).toEqual(['first', 'second']);
});
