import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { Masker } from './masker.js';
import { maskingTransform } from './masking-transform.js';
import { measureMasking } from './measure-masking.js';
import { plainText } from './plain-text.js';
import { formsOf } from './secret-forms.js';

const PEM = `-----BEGIN KEY-----\nMIIEvQIBADANBgkqhkiG9w0+AQEF/ASCBKcw\nggSjAgEAAoIBAQDk8e1pYrA\n-----END KEY-----\n`;
const SECRETS = ['hunter2-hunter2', 'p@ss w/ "quotes" & <ünïcødé> 🚀!', PEM, 'aaaaaaaa'];

/** Independent of the code: how programs really print a value. */
const PRINTED: Record<string, (value: string) => string> = {
  raw: (value) => value,
  'one line of it': (value) => value.split('\n').find((line) => line.length > 10) ?? value,
  'JSON-escaped': (value) => JSON.stringify({ a: value }),
  'JSON-escaped to ASCII': (value) =>
    JSON.stringify(value).replaceAll(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  'URL-encoded': (value) => encodeURIComponent(value),
  'form-encoded': (value) => new URLSearchParams({ a: value }).toString(),
  hex: (value) => Buffer.from(value).toString('hex'),
  HEX: (value) => Buffer.from(value).toString('hex').toUpperCase(),
  base64: (value) => Buffer.from(value).toString('base64'),
  'base64, one byte before': (value) => Buffer.from(`u${value}:x`).toString('base64'),
  'base64, two bytes before': (value) => Buffer.from(`u:${value}tail`).toString('base64'),
  base64url: (value) => Buffer.from(`u:${value}`).toString('base64url'),
};

function run(masker: Masker, chunks: Uint8Array[]): string {
  const stream = masker.stream();
  return Buffer.concat([...chunks.map((chunk) => stream.push(chunk)), stream.end()]).toString();
}

/** Whether the secret is left anywhere, in whatever form. */
function leaks(output: string, secret: string): boolean {
  const text = Buffer.from(output, 'utf8').toString('latin1');
  return formsOf(secret).some((form) => text.includes(form.toString('latin1')));
}

describe('S2: the masking stream', () => {
  const masker = new Masker(SECRETS);
  const rows = SECRETS.flatMap((secret) => Object.keys(PRINTED).map((form) => [form, secret] as const));

  it.each(rows)('masks %s of %j, cut at each byte', (form, secret) => {
    const text = Buffer.from(`før "${PRINTED[form]?.(secret)}" ✓ after\n`);
    const whole = run(masker, [text]);
    expect(leaks(whole, secret)).toBe(false);
    expect(whole).toContain('***');
    expect(whole.startsWith('før "')).toBe(true);
    expect(whole.endsWith('" ✓ after\n')).toBe(true);
    for (let cut = 0; cut <= text.length; cut++) {
      expect(run(masker, [text.subarray(0, cut), text.subarray(cut)])).toBe(whole);
    }
    expect(
      run(
        masker,
        [...text].map((byte) => Uint8Array.of(byte)),
      ),
    ).toBe(whole);
  });

  it('covers secrets that overlap, repeat and touch with one mask', () => {
    const both = new Masker(['abcdefgh12', 'gh12345678']);
    expect(both.maskText('<abcdefgh12345678>')).toBe('<***>');
    expect(both.maskText('<abcdefgh12abcdefgh12>')).toBe('<***>');
    expect(new Masker(['aaaaaaaa']).maskText(`${'a'.repeat(50_000)}b`)).toBe('***b');
    expect(new Masker(['aaaaaaaa']).maskText('aaaaaaa')).toBe('aaaaaaa');
  });

  it('finds the shorter secret when the longer one breaks off', () => {
    const nested = new Masker(['12345678', 'x12345678901234567890']);
    expect(run(nested, [Buffer.from('x1234567890'), Buffer.from('nothing')])).toBe('x***90nothing');
  });

  it('holds back less than the longest form, however long the input', () => {
    const stream = new Masker(['abcdefgh']).stream();
    let out = 0;
    for (let i = 0; i < 10_000; i++) out += stream.push(Buffer.from('abcdefg')).length;
    expect(70_000 - out).toBeLessThan(8);
  });

  it('leaves text without secrets as it was, lone surrogates too', () => {
    const text = 'plain \ud800 text, ✓';
    expect(masker.maskText(text)).toBe(text);
    expect(new Masker([]).maskText(text)).toBe(text);
  });

  it('does not mask values under 8 characters, and says how many there were', () => {
    const short = new Masker(['abc', 'long-enough', '']);
    expect(short.tooShort).toBe(2);
    expect(short.maskText('abc long-enough')).toBe('abc ***');
  });

  it('masks whatever strings a value holds', () => {
    const value = { 'k-hunter2-hunter2': ['x hunter2-hunter2', 7, null], at: new Date(0) };
    expect(masker.maskValue(value)).toEqual({ 'k-***': ['x ***', 7, null], at: new Date(0) });
  });

  it('works as a Node stream', async () => {
    const out: Buffer[] = [];
    const source = Readable.from([Buffer.from('a hunter2'), Buffer.from('-hunter2 b')]);
    await pipeline(source, maskingTransform(masker), async (chunks) => {
      for await (const chunk of chunks) out.push(chunk as Buffer);
    });
    expect(Buffer.concat(out).toString()).toBe('a *** b');
  });

  it('can be measured', () => {
    const result = measureMasking({
      secrets: SECRETS,
      text: 'GET /a 200 12ms\n',
      bytes: 2_000_000,
      chunkBytes: 65_536,
    });
    expect(result).toMatchObject({ masks: 0, bytes: 2_031_616 });
    expect(result.bytesPerSecond).toBeGreaterThan(0);
  });
});

describe('plainText', () => {
  it.each([
    ['\u001b[31mred\u001b[0m', 'red'],
    ['\u001b]8;;http://evil\u0007link\u001b]8;;\u001b\\', 'link'],
    ['a\u0000b\u0008c\u007fd\u009be', 'abcd'],
    ['user\u202egnp.exe\u2066x\u200f', 'usergnp.exex'],
    ['line\r\nforged\ttab', 'line\nforged\ttab'],
    ['ünïcødé ✓ 🚀', 'ünïcødé ✓ 🚀'],
  ])('%j becomes %j', (text, plain) => expect(plainText(text)).toBe(plain));
});
