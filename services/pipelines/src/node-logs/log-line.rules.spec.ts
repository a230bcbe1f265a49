import { MAX_LINE_BYTES, storable, utf8Bytes } from './log-line.rules.js';

describe('storable', () => {
  it.each([
    ['plain', 'plain'],
    ['a\0b', 'ab'],
    ['a\r\nb', 'ab'],
    ['\u001b[31mred\u001b[0m', '\u001b[31mred\u001b[0m'],
    ['half \ud800 pair', 'half \ufffd pair'],
    ['whole 😀', 'whole 😀'],
  ])('%j', (text, expected) => expect(storable(text)).toBe(expected));

  it.each(['x', 'é', '日', '😀'])('cuts a long line of %s', (char) => {
    const cut = storable(char.repeat(MAX_LINE_BYTES + 1));
    expect(utf8Bytes(cut)).toBeLessThanOrEqual(MAX_LINE_BYTES + 64);
    expect(cut).toMatch(/… \[\d+ more characters]$/);
    expect(cut.isWellFormed()).toBe(true);
  });

  it.each(['', 'a', 'é', '日本', '😀'])('counts the bytes of %j', (text) =>
    expect(utf8Bytes(text)).toBe(Buffer.byteLength(text)),
  );
});
