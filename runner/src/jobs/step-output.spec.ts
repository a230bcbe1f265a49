import { Masker } from '@throughline/kernel';
import type { LogLine } from '../server/protocol.js';
import { StepOutput } from './step-output.js';

type Chunk = [stream: 'stdout' | 'stderr', chunk: Buffer];

function run(chunks: Chunk[], limitBytes = 1_000, secrets: string[] = []): string[] {
  const lines: LogLine[] = [];
  const output = new StepOutput(limitBytes, (line) => lines.push(line), new Masker(secrets));
  for (const [kind, content] of chunks) output.add({ kind, atMs: 0, content });
  output.end();
  return lines.map(({ stream, text }) => `${stream}: ${text}`);
}

describe('StepOutput', () => {
  it('finds the lines wherever the chunks are cut', () => {
    const bytes = Buffer.from('grün ✓\r\n\nlast 🚀 line');
    for (let size = 1; size <= bytes.length; size++) {
      const chunks: ['stdout', Buffer][] = [];
      for (let at = 0; at < bytes.length; at += size) chunks.push(['stdout', bytes.subarray(at, at + size)]);
      expect(run(chunks)).toEqual(['stdout: grün ✓', 'stdout: ', 'stdout: last 🚀 line']);
    }
  });

  it('keeps the two streams apart, and NUL out', () => {
    const chunks: ['stdout' | 'stderr', Buffer][] = [
      ['stdout', Buffer.from('a')],
      ['stderr', Buffer.from('b\n')],
      ['stdout', Buffer.from('c\0\n')],
    ];
    expect(run(chunks)).toEqual(['stderr: b', 'stdout: ac\u{FFFD}']);
  });

  it('cuts a line that does not end, between characters', () => {
    const lines = run([['stdout', Buffer.from(`a${'🚀'.repeat(5_000)}`)]], 1_000_000).map((line) => line.slice(8));
    expect(lines.map((line) => line.length)).toEqual([4_095, 4_096, 1_810]);
    expect(lines.every((line) => line.isWellFormed())).toBe(true);
    expect(lines.join('')).toBe(`a${'🚀'.repeat(5_000)}`);
  });

  it('keeps exactly the limit, and says once that it cut', () => {
    const lines = run(
      [
        ['stdout', Buffer.from('12345\n')],
        ['stdout', Buffer.from('678\n90\n')],
        ['stderr', Buffer.from('more\n')],
      ],
      8,
    );
    expect(lines).toEqual([
      'stdout: 12345',
      'stdout: 67',
      expect.stringContaining('system: The output is longer than 8'),
    ]);
  });

  it('masks secrets that are split over chunks, and shows none where the output is cut', () => {
    const chunks: Chunk[] = [
      ['stdout', Buffer.from('token=s3cr3t-')],
      ['stderr', Buffer.from('s3cr3t-')],
      ['stdout', Buffer.from('value!\n')],
    ];
    expect(run(chunks, 1_000, ['s3cr3t-value!'])).toEqual(['stdout: token=***', 'stderr: s3cr3t-']);
    expect(run(chunks, 8, ['s3cr3t-value!'])[0]).toBe('stdout: token=**');
  });

  it('says nothing when the output just fits', () => {
    expect(run([['stdout', Buffer.from('1234\n')]], 5)).toEqual(['stdout: 1234']);
  });
});
