import { describe, expect, it } from 'vitest';
import { ansiSpans, plainText } from './ansi-spans.js';

const ESC = '\u001b';

describe('ansiSpans', () => {
  it('gives plain text back as it is', () => {
    expect(ansiSpans('a < b && c')).toEqual([{ text: 'a < b && c' }]);
    expect(ansiSpans('')).toEqual([]);
  });

  it('knows colours, weight and markup characters inside of them', () => {
    expect(ansiSpans(`${ESC}[31mError: <b> "x"${ESC}[0m at ${ESC}[1;2msrc${ESC}[0m`)).toEqual([
      { text: 'Error: <b> "x"', fg: 'red' },
      { text: ' at ' },
      { text: 'src', isBold: true, isFaint: true },
    ]);
    expect(ansiSpans(`${ESC}[92mok`)).toEqual([{ text: 'ok', fg: 'green' }]);
  });

  it('leaves a colour out that may be unreadable here', () => {
    expect(ansiSpans(`${ESC}[38;2;250;250;250mghost`)).toEqual([{ text: 'ghost' }]);
  });

  it('shows what a progress bar wrote last', () => {
    expect(plainText('10 %\r50 %\r100 %\r')).toBe('100 %');
    expect(plainText(`${ESC}[32m✓${ESC}[0m done`)).toBe('✓ done');
  });
});
