import { Masker } from '@throughline/kernel';
import type { LogLine } from '../server/protocol.js';
import { type Commands, commandsOf, MarkReader } from './command-marks.js';
import { StepOutput } from './step-output.js';

const spec = { timeoutMs: 1, workspaceKey: 'w', outputLimitBytes: 1 };
const commands = commandsOf({ ...spec, commands: ['one', 'two\nmore'], run: 'one\ntwo\nmore' }, 'r.job.1') as Commands;
const { nonce } = commands;

type Chunk = [stream: 'stdout' | 'stderr', text: string];

function run(chunks: Chunk[], secrets: string[] = [], limitBytes = 1_000): string[] {
  const lines: LogLine[] = [];
  const output = new StepOutput(limitBytes, (line) => lines.push(line), new Masker(secrets), commands);
  for (const [kind, text] of chunks) output.add({ kind, atMs: 0, content: Buffer.from(text) });
  output.end();
  return lines.map(({ stream, text }) => `${stream}: ${text}`);
}

describe('the commands of a step', () => {
  it('are there when it was told as several that make up its script', () => {
    expect(nonce).toMatch(/^[0-9a-f]{32}$/);
    expect(commandsOf({ ...spec, commands: ['one'], run: 'one' }, 'm')).toBeUndefined();
    expect(commandsOf({ ...spec, commands: ['one', 'two'], run: 'else' }, 'm')).toBeUndefined();
    expect(commandsOf({ ...spec, run: 'one' }, 'm')).toBeUndefined();
  });

  const whole = `${nonce}1o\na\n${nonce}2o\nb ${nonce.slice(0, 5)} ${nonce}x\nlast${nonce.slice(0, 9)}`;

  it('are found wherever the chunks are cut, and nothing else is taken for one', () => {
    for (let size = 1; size <= whole.length; size++) {
      const chunks: Chunk[] = [['stderr', `${nonce}1e\n${nonce}2e\n`]];
      for (let at = 0; at < whole.length; at += size) chunks.push(['stdout', whole.slice(at, at + size)]);
      const text = [`stdout: b ${nonce.slice(0, 5)} ${nonce}x`, `stdout: last${nonce.slice(0, 9)}`];
      expect(run(chunks)).toEqual(['system: $ one', 'stdout: a', 'system: $ two', ...text]);
    }
  });

  it('have their own lines below them, whichever stream is read first', () => {
    const out: Chunk = ['stdout', `${nonce}1o\na\n${nonce}2o\nb\n`];
    const err: Chunk = ['stderr', `${nonce}1e\nA\n${nonce}2e\nB\n`];
    const first = ['system: $ one', 'stdout: a', 'stderr: A', 'system: $ two', 'stdout: b', 'stderr: B'];
    expect(run([out, err]).toSorted()).toEqual(first.toSorted());
    for (const lines of [run([out, err]), run([err, out])]) {
      expect(lines.indexOf('system: $ two')).toBe(3);
      expect(lines.slice(1, 3).toSorted()).toEqual(['stderr: A', 'stdout: a']);
    }
  });

  it.each<[string, Chunk[], string[]]>([
    ['one stream alone', [['stdout', `${nonce}1oa\na\n`]], ['system: $ one', 'stdout: a']],
    ['both in one', [['stdout', `${nonce}1o\n${nonce}1e\na\n`]], ['system: $ one', 'stdout: a']],
    ['a stream that ended in between', [['stdout', `${nonce}1o\na\n`]], ['system: $ one', 'stdout: a']],
    [
      'a line that was not ended',
      [
        ['stdout', `${nonce}1oa\nx`],
        ['stdout', `${nonce}2oa\ny`],
      ],
      ['system: $ one', 'stdout: x', 'system: $ two', 'stdout: y'],
    ],
    [
      'a mark that one stream lost',
      [
        ['stderr', `${nonce}2e\nB\n`],
        ['stdout', `${nonce}1o\na\n${nonce}2o\n`],
      ],
      ['system: $ one', 'stdout: a', 'system: $ two', 'stderr: B'],
    ],
  ])('are told from %s', (_what, chunks, lines) => expect(run(chunks)).toEqual(lines));

  it('are masked, and so is what they print, also around a mark', () => {
    const chunks: Chunk[] = [
      ['stdout', `${nonce}2oa\ns3cr3t-va`],
      ['stdout', 'lue!\n'],
    ];
    expect(run(chunks, ['s3cr3t-value!', 'two'])).toEqual(['system: $ two', 'stdout: ***']);
    const secret = { ...commands, texts: ['echo s3cr3t-value!', 'x'] };
    const lines: LogLine[] = [];
    const output = new StepOutput(99, (line) => lines.push(line), new Masker(['s3cr3t-value!']), secret);
    output.add({ kind: 'stdout', atMs: 0, content: Buffer.from(`${nonce}1oa\n`) });
    expect(lines.map(({ text }) => text)).toEqual(['$ echo ***']);
  });

  it('are not told any more beyond the limit', () => {
    const chunks: Chunk[] = [
      ['stdout', `${nonce}1o\n12345\n678`],
      ['stderr', `${nonce}1e\n${nonce}2e\n`],
      ['stdout', `${nonce}2o\nlate\n`],
    ];
    expect(run(chunks, [], 8)).toEqual([
      'system: $ one',
      'stdout: 12345',
      'stdout: 67',
      expect.stringContaining('system: The output is longer than 8'),
    ]);
  });
});

it('a reader of marks holds back no more than may become one', () => {
  const reader = new MarkReader('abc');
  expect(reader.push(Buffer.from('xa'))).toEqual([Buffer.from('x')]);
  expect(reader.push(Buffer.from('y'))).toEqual([Buffer.from('ay')]);
  expect(reader.push(Buffer.from('abc12345678\n'))).toEqual([Buffer.from('abc'), Buffer.from('12345678\n')]);
  expect(reader.push(Buffer.from('abc1o'))).toEqual([]);
  expect(reader.end()).toEqual(Buffer.from('abc1o'));
});
