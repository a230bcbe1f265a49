import type { Frame } from '../records/frames.js';
import { TimedLines } from './timed-lines.js';

const LOG = '2026-11-20T10:00:00.123456789Z one\n2026-11-20T10:00:01.5Z grüß dich\n2026-11-20T10:00:02Z \n';

describe('lines of a pod', () => {
  it.each([1, 7, 1_000])('have their times, wherever the chunks of %d bytes are cut', (size) => {
    const frames: Frame[] = [];
    const stream = new TimedLines((frame) => frames.push(frame)).stream();
    const bytes = Buffer.from(LOG);
    for (let at = 0; at < bytes.length; at += size) stream.write(bytes.subarray(at, at + size));
    expect(frames.map(({ content }) => content.toString())).toEqual(['one\n', 'grüß dich\n', '\n']);
    expect(frames[0]?.atMs).toBe(Date.parse('2026-11-20T10:00:00.123Z'));
  });

  it('are given once, however often the log is read again', () => {
    const texts: string[] = [];
    const lines = new TimedLines(({ content }) => texts.push(content.toString()));
    lines.stream().write(LOG.slice(0, 50));
    lines.stream().write(LOG);
    lines.stream().write(LOG);
    expect(texts).toEqual(['one\n', 'grüß dich\n', '\n']);
  });
});
