import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { forgetBuild, isFresh, markBuilt, sourceHash } from './build-state.ts';

describe('the state of the build', () => {
  let root: string;
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'build-state-'));
    write('package.json', '{}');
    write('gateway/src/main.ts', 'one');
    write('gateway/dist/main.js', 'built');
    markBuilt(root, sourceHash(root));
  });
  afterEach(() => rmSync(root, { recursive: true }));
  const fresh = (): boolean => isFresh(root, ['gateway/dist/main.js']);

  it('is fresh after a build, whenever the files were touched', () => {
    expect(fresh()).toBe(true);
    utimesSync(join(root, 'gateway/src/main.ts'), new Date(), new Date());
    expect(fresh()).toBe(true);
  });

  it.each([
    'gateway/src/main.ts',
    'gateway/src/new.ts',
    'package.json',
    'web/index.html',
    'services/billing/tsconfig.json',
  ])('is stale when %s changes', (path) => {
    write(path, 'two');
    expect(fresh()).toBe(false);
  });

  it.each([
    'gateway/src/main.spec.ts',
    'gateway/dist/other.js',
    'gateway/node_modules/x/index.js',
    'README.md',
    'tools/x.ts',
  ])('does not care about %s', (path) => {
    write(path, 'two');
    expect(fresh()).toBe(true);
  });

  it('is stale when an output is gone, and while a build is under way', () => {
    rmSync(join(root, 'gateway/dist/main.js'));
    expect(fresh()).toBe(false);
    write('gateway/dist/main.js', 'built');
    forgetBuild(root);
    expect(fresh()).toBe(false);
  });

  it('tells a renamed file from a moved content', () => {
    const before = sourceHash(root);
    rmSync(join(root, 'gateway/src/main.ts'));
    write('gateway/src/other.ts', 'one');
    expect(sourceHash(root)).not.toBe(before);
  });
});
