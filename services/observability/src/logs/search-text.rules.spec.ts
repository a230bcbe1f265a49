import { containsPattern, matchesText, parseSearchText } from './search-text.rules.js';

const has = (text: string) => ({ text, isNegated: false });
const lacks = (text: string) => ({ text, isNegated: true });

describe('parseSearchText', () => {
  it.each([
    ['', []],
    ['   ', []],
    ['one two', [has('one'), has('two')]],
    ['"one two"', [has('one two')]],
    ['-one', [lacks('one')]],
    ['-"one two" three', [lacks('one two'), has('three')]],
    ['"never closed', [has('never closed')]],
    ['""', []],
    ['-', [has('-')]],
    ['a-b', [has('a-b')]],
    ['100% a_b', [has('100%'), has('a_b')]],
    ['"日本 語" ünï', [has('日本 語'), has('ünï')]],
  ])('%p', (text, terms) => expect(parseSearchText(text)).toEqual(terms));

  it('takes 20 terms and no more', () => expect(parseSearchText('x '.repeat(50))).toHaveLength(20));
});

describe('containsPattern', () => {
  it.each([
    ['100%', '%100\\%%'],
    ['a_b', '%a\\_b%'],
    ['c:\\x', '%c:\\\\x%'],
  ])('%p stands for itself: %p', (text, pattern) => expect(containsPattern(text)).toBe(pattern));
});

describe('matchesText', () => {
  it.each([
    ['Payment failed', 'payment', true],
    ['Payment failed', 'payment -failed', false],
    ['Payment failed', '"ent fai"', true],
    ['Payment failed', 'refund', false],
    ['Payment failed', '-refund', true],
    ['anything', '', true],
  ])('%p for %p: %p', (message, text, expected) => expect(matchesText(message, parseSearchText(text))).toBe(expected));
});
