import { parseLine } from './log-line.js';

const now = new Date('2026-11-20T12:00:00Z');
const timestamp = now.toISOString();
const parse = (text: string, stream: 'stdout' | 'stderr' = 'stdout') => parseLine(text, stream, now);

describe('parseLine', () => {
  it.each([
    ['plain text', 'hello', 'stdout', { level: 'info', message: 'hello' }],
    ['plain text on stderr', 'oops', 'stderr', { level: 'error', message: 'oops' }],
    ['pino', '{"level":50,"msg":"bad","code":7}', 'stdout', { level: 'error', message: 'bad', meta: { code: 7 } }],
    ['winston', '{"level":"warn","message":"hm"}', 'stdout', { level: 'warn', message: 'hm' }],
    ['upper case', '{"level":"WARNING","msg":"hm"}', 'stdout', { level: 'warn', message: 'hm' }],
    ['a level of nobody', '{"level":"loud","msg":"hm"}', 'stderr', { level: 'error', message: 'hm' }],
    ['a level out of range', '{"level":900,"msg":"hm"}', 'stdout', { level: 'fatal', message: 'hm' }],
    ['a message that is no text', '{"level":"info","msg":{"a":1}}', 'stdout', { level: 'info', message: '{"a":1}' }],
    ['JSON that is no line', '{"a":1}', 'stdout', { level: 'info', message: '{"a":1}' }],
    ['half a line', '{"level":"info"', 'stdout', { level: 'info', message: '{"level":"info"' }],
    ['an array', '[1]', 'stdout', { level: 'info', message: '[1]' }],
  ] as const)('reads %s', (_what, text, stream, expected) =>
    expect(parse(text, stream)).toEqual({ timestamp, ...expected }),
  );

  it.each([
    ['{"msg":"x","time":1764547200000}', '2025-12-01T00:00:00.000Z'],
    ['{"msg":"x","timestamp":"2026-01-02T03:04:05Z"}', '2026-01-02T03:04:05.000Z'],
    ['{"msg":"x","time":"yesterday"}', timestamp],
    ['{"msg":"x","time":1e99}', timestamp],
  ])('takes the time of %s', (text, expected) => expect(parse(text).timestamp).toBe(expected));

  it('replaces what a database cannot store', () => {
    expect(parse('{"msg":"a\\u0000b\\ud800c"}').message).toBe('a\uFFFDb\uFFFDc');
  });
  it('cuts what nobody reads', () => {
    const { message } = parse('x'.repeat(20_000));
    expect(message).toHaveLength(8_192);
    expect(message.endsWith('…')).toBe(true);
  });
});
