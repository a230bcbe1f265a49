import { describe, expect, it } from 'vitest';
import { yamlTokens } from './yaml-tokens.js';

const kinds = (line: string) => yamlTokens(line).map(({ text, kind }) => `${kind}<${text}>`);

describe('yamlTokens', () => {
  it('tells keys and comments from the rest', () => {
    expect(kinds('  run: npm ci # fast')).toEqual(['plain<  >', 'key<run>', 'plain<: npm ci>', 'comment< # fast>']);
    expect(kinds('# all of it')).toEqual(['comment<# all of it>']);
    expect(kinds('  - name: hello')).toEqual(['plain<  - >', 'key<name>', 'plain<: hello>']);
  });

  it('takes no address or plain word for a key', () => {
    expect(kinds('      http://host/healthz')).toEqual(['plain<      http://host/healthz>']);
    expect(kinds('')).toEqual([]);
  });

  it('loses no character', () => {
    for (const line of ['a: b', ' - c', 'key:', '  # x: y', 'a: "b # c"'])
      expect(
        yamlTokens(line)
          .map(({ text }) => text)
          .join(''),
      ).toBe(line);
  });
});
