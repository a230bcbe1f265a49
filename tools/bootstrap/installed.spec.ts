import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fingerprint, isWholeInstall, matchesLock, missingPlatformPackages } from './installed.mjs';

const NODE = `node_modules/node-${process.platform}-${process.arch}`;
const PACKAGES = {
  '': { name: 'root' },
  'libs/kernel': { version: '1.0.0' },
  'node_modules/zod': { version: '4.0.0' },
  [NODE]: { version: '24.0.0', optional: true, os: [process.platform], cpu: [process.arch] },
  'node_modules/only-beos': { version: '1.0.0', optional: true, os: ['beos'] },
  'node_modules/only-beos/node_modules/inner': { version: '1.0.0', optional: true },
};

describe('what is installed', () => {
  let root: string;
  const lock = (path: string, packages: object): void => writeFileSync(join(root, path), JSON.stringify({ packages }));
  const install = (path: string): void => {
    mkdirSync(join(root, path), { recursive: true });
    writeFileSync(join(root, path, 'package.json'), '{}');
  };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'installed-'));
    lock('package-lock.json', PACKAGES);
    for (const path of ['libs/kernel', 'node_modules/zod', NODE]) install(path);
    const { 'libs/kernel': kernel, 'node_modules/zod': zod, [NODE]: node } = PACKAGES;
    lock('node_modules/.package-lock.json', { 'libs/kernel': kernel, 'node_modules/zod': zod, [NODE]: node });
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('accepts an installation by hand that lacks only what is for other machines', () => {
    expect(matchesLock(root)).toBe(true);
    expect(missingPlatformPackages(root)).toEqual([]);
  });

  it('refuses another version', () => {
    lock('package-lock.json', { ...PACKAGES, 'node_modules/zod': { version: '4.0.1' } });
    expect(matchesLock(root)).toBe(false);
  });

  it('sees a package that was deleted', () => {
    rmSync(join(root, 'node_modules/zod'), { recursive: true });
    expect(isWholeInstall(root)).toBe(false);
    expect(matchesLock(root)).toBe(false);
  });

  it('sees an installation that never finished', () => {
    rmSync(join(root, 'node_modules/.package-lock.json'));
    expect(isWholeInstall(root)).toBe(false);
  });

  it('misses the Node that npm silently left out', () => {
    rmSync(join(root, NODE), { recursive: true });
    expect(missingPlatformPackages(root)).toEqual([NODE.replace('node_modules/', '')]);
  });

  it('has another fingerprint for another lock', () => {
    const before = fingerprint(root);
    lock('package-lock.json', {});
    expect(fingerprint(root)).not.toBe(before);
  });
});
