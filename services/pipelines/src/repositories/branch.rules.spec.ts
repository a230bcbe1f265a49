import { fits, ruleFor } from './branch.rules.js';

describe('fits', () => {
  it.each([
    ['main', 'main', true],
    ['main', 'maintenance', false],
    ['main', 'xmain', false],
    ['release/*', 'release/1.2', true],
    ['release/*', 'release/', true],
    ['release/*', 'release', false],
    ['release/*', 'my-release/1', false],
    ['*', 'anything/at/all', true],
    ['v?', 'v1', true],
    ['v?', 'v12', false],
    ['v1.0', 'v1x0', false],
    ['feature/*-x', 'feature/a-b-x', true],
    ['feature/*-x', 'feature/a-b-y', false],
    ['a.*', 'aXb', false],
    ['?*', '', false],
  ])('%s and %s: %s', (pattern, branch, expected) => expect(fits(pattern, branch)).toBe(expected));

  it('takes a pattern of many stars in stride', () => {
    const started = performance.now();
    expect(fits('*a'.repeat(60) + 'b', 'a'.repeat(200))).toBe(false);
    expect(performance.now() - started).toBeLessThan(50);
  });
});

describe('ruleFor', () => {
  const rules = ['*', 'release/*', 'release/1.*', 'main', 'ma?n', '*/1.2'].map((pattern) => ({ pattern }));
  it.each([
    ['main', 'main'],
    ['maan', 'ma?n'],
    ['release/1.2', 'release/1.*'],
    ['release/2', 'release/*'],
    ['hotfix/1.2', '*/1.2'],
    ['other', '*'],
  ])('%s runs by %s', (branch, pattern) => expect(ruleFor(rules, branch)?.pattern).toBe(pattern));
  it('has none for a branch that no pattern fits', () => expect(ruleFor([{ pattern: 'main' }], 'dev')).toBeUndefined());
});
