import { describe, expect, it } from 'vitest';
import { fieldName } from './input-values.js';
import { givenWords, inputTexts, inputWords } from './trigger-inputs.js';

describe('what a trigger gives', () => {
  it('is read from the fields that hold something', () => {
    const form = new FormData();
    form.set(fieldName('version'), ' body.tag ');
    form.set(fieldName('count'), ' ');
    form.set('name', 'Registry');
    expect(inputTexts([{ name: 'version' }, { name: 'count' }, { name: 'stage' }], form)).toEqual({
      version: 'body.tag',
    });
  });

  it('is told in words, with what is taken when nothing is given', () => {
    const input = { type: 'string', options: [], description: null, default: null } as const;
    expect(inputWords({ ...input, options: [] })).toBe('text');
    expect(inputWords({ ...input, type: 'number', default: 1, options: [], description: 'How many' })).toBe(
      'How many: a number; 1 by default',
    );
    expect(inputWords({ ...input, options: ['dev', 'live'], default: 'dev' })).toBe('one of dev, live; dev by default');
    expect(inputWords({ ...input, type: 'boolean', options: [], default: false })).toBe(
      'true or false; false by default',
    );
    expect(givenWords({ version: 'body.tag', count: 3 })).toBe('version = body.tag, count = 3');
    expect(givenWords({})).toBe('');
  });
});
