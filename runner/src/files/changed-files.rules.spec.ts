import { changesBetween, isInside, type ListedFile, pointsInside } from './changed-files.rules.js';

const file = (print: string): ListedFile => ({ kind: 'file', print, sizeBytes: 1 });

describe('changesBetween', () => {
  it('tells what is new, what is another and what is gone, and nothing of what stayed', () => {
    const before = new Map([
      ['stays', '1'],
      ['other', '1'],
      ['gone', '1'],
    ]);
    const after = new Map([
      ['stays', file('1')],
      ['other', file('2')],
      ['new', file('1')],
    ]);
    expect(changesBetween(before, after)).toEqual({ changed: ['new', 'other'], deleted: ['gone'] });
  });

  it('names a folder before what is in it, and of folders that went the topmost alone', () => {
    const before = new Map(['a', 'a/b', 'a/b/c', 'ab'].map((path) => [path, '1']));
    const after = new Map(['n/x', 'n', 'ab'].map((path) => [path, file('1')]));
    expect(changesBetween(before, after)).toEqual({ changed: ['n', 'n/x'], deleted: ['a'] });
  });
});

describe('isInside', () => {
  it.each(['a', 'a/b', '...', '@a/b', 'a b', '-a'])('takes %j', (path) => expect(isInside(path)).toBe(true));
  it.each(['', '/', '/a', '..', 'a/..', 'a/../b', './a', 'a//b', 'a/', 'a\0', 'a\\b'])('refuses %j', (path) =>
    expect(isInside(path)).toBe(false),
  );
});

describe('pointsInside', () => {
  it.each([
    ['a', 'b'],
    ['a/b', '../c'],
    ['node_modules/.bin/x', '../x/cli.js'],
    ['a/b', '.'],
  ])('of %s to %s', (path, target) => expect(pointsInside(path, target)).toBe(true));

  it.each([
    ['a', '/etc/passwd'],
    ['a', '..'],
    ['a/b', '../../c'],
    ['a/b', '../../ws/c'],
    ['a/b', 'c/../../../d'],
    ['a', ''],
  ])('does not of %s to %j', (path, target) => expect(pointsInside(path, target)).toBe(false));
});
