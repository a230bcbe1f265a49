import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { linkModules } from './scratch-modules.ts';

describe('the packages of a copy', () => {
  let folder: string;
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'scratch-modules-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('are those of the checkout, except for our own, which are the copy’s', () => {
    write('root/node_modules/foreign/index.js', 'foreign');
    write('root/node_modules/.cache/state', 'of the checkout');
    write('root/libs/kernel/index.js', 'sound');
    write('copy/libs/kernel/index.js', 'broken');
    mkdirSync(join(folder, 'root/node_modules/@throughline'));
    symlinkSync('../../libs/kernel', join(folder, 'root/node_modules/@throughline/kernel'));

    linkModules(join(folder, 'root'), join(folder, 'copy'));

    const read = (path: string): string => readFileSync(join(folder, 'copy/node_modules', path), 'utf8');
    expect(read('foreign/index.js')).toBe('foreign');
    expect(read('@throughline/kernel/index.js')).toBe('broken');
    expect(() => read('.cache/state')).toThrow(/ENOENT/);
  });

  it('of a workspace are those that it has of its own', () => {
    mkdirSync(join(folder, 'root/node_modules/@throughline'), { recursive: true });
    write('root/services/one/node_modules/foreign/index.js', 'another version');
    write('copy/services/one/index.js', '');

    linkModules(join(folder, 'root'), join(folder, 'copy'));

    const own = join(folder, 'copy/services/one/node_modules/foreign/index.js');
    expect(readFileSync(own, 'utf8')).toBe('another version');
  });
});
