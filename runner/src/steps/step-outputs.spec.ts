import { parseOutputs } from './step-outputs.js';

describe('parseOutputs', () => {
  it('reads name=value lines, the last of a name', () => {
    expect(parseOutputs('version=1.0\n\nurl=http://x/?a=b\r\nversion=1.1')).toEqual({
      version: '1.1',
      url: 'http://x/?a=b',
    });
  });

  it('keeps a name that means something to JavaScript a plain name', () => {
    expect(Object.keys(parseOutputs('__proto__=x'))).toEqual(['__proto__']);
  });

  it.each([
    ['no equals sign', 'version'],
    ['no name', '=x'],
    ['a name with a space', 'a b=x'],
    ['a value that is too long', `a=${'x'.repeat(4_097)}`],
    ['too many', Array.from({ length: 65 }, (_, n) => `a${n}=x`).join('\n')],
  ])('refuses %s', (_what, text) => {
    expect(() => parseOutputs(text)).toThrow(Error);
  });
});
