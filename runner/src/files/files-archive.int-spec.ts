import { existsSync } from 'node:fs';
import {
  chmod,
  link,
  lstat,
  mkdir,
  mkdtemp,
  readFile,
  readlink,
  rm,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { create } from 'tar';
import { changesBetween } from './changed-files.rules.js';
import { packChanges, unpackChanges } from './files-archive.js';
import { leftOutOf } from './left-out.js';
import { listWorkspace } from './list-workspace.js';

describe('an archive of what changed in a workspace', () => {
  let folder: string;
  let here: string;
  let there: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'files '));
    [here, there] = [join(folder, 'here'), join(folder, 'there')];
    for (const path of [here, there, join(folder, 'scratch')]) await mkdir(path);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const prints = async (): Promise<Map<string, string>> =>
    new Map([...(await listWorkspace(here))].map(([path, { print }]) => [path, print]));
  /** Packs what `work` does here; resolves to the archive. */
  const packed = async (work: () => Promise<unknown>): Promise<string> => {
    const before = await prints();
    await work();
    return packChanges(here, join(folder, 'scratch'), changesBetween(before, await listWorkspace(here)));
  };
  const written = (path: string, text: string): Promise<void> => writeFile(join(here, path), text);

  it('does the same elsewhere: content, modes, times, links, empty folders, and what was removed', async () => {
    for (const root of [here, there]) {
      await mkdir(join(root, 'old'));
      await writeFile(join(root, 'old/a'), 'a');
      await writeFile(join(root, 'stays'), 'of the checkout');
    }
    const archive = await packed(async () => {
      await rm(join(here, 'old'), { recursive: true });
      await mkdir(join(here, '@dist/empty'), { recursive: true });
      await written('@dist/tool', '#!/bin/sh\n');
      await chmod(join(here, '@dist/tool'), 0o755);
      await utimes(join(here, '@dist/tool'), 1_700_000_000, 1_700_000_000);
      await symlink('../stays', join(here, '@dist/link'));
    });
    await writeFile(join(there, 'stays'), 'of another checkout');
    await unpackChanges(archive, there);
    expect(existsSync(join(there, 'old'))).toBe(false);
    expect(await readFile(join(there, '@dist/link'), 'utf8')).toBe('of another checkout');
    const tool = await lstat(join(there, '@dist/tool'));
    expect([tool.mode & 0o777, tool.mtimeMs]).toEqual([0o755, 1_700_000_000_000]);
    expect((await lstat(join(there, '@dist/empty'))).isDirectory()).toBe(true);
  });

  it('sees a file that was written again with the same size, and nothing where nothing was done', async () => {
    await written('a', 'one');
    await written('b', 'one');
    const before = await prints();
    expect(changesBetween(before, await listWorkspace(here))).toEqual({ changed: [], deleted: [] });
    await written('a', 'two');
    await utimes(join(here, 'a'), 0, 0);
    expect(changesBetween(before, await listWorkspace(here))).toEqual({ changed: ['a'], deleted: [] });
  });

  it('packs two names of one file as two files', async () => {
    const archive = await packed(async () => {
      await written('a', 'one');
      await link(join(here, 'a'), join(here, 'b'));
    });
    await unpackChanges(archive, there);
    expect(await readFile(join(there, 'b'), 'utf8')).toBe('one');
  });

  it('leaves alone what is to stay', async () => {
    const archive = await packed(() => Promise.all([written('a', 'then'), written('b', 'then')]));
    await writeFile(join(there, 'a'), 'now');
    await unpackChanges(archive, there, (path) => path === 'a');
    expect([await readFile(join(there, 'a'), 'utf8'), await readFile(join(there, 'b'), 'utf8')]).toEqual([
      'now',
      'then',
    ]);
  });

  it('keeps no secrets, no links that lead out, and nothing that is no file', async () => {
    await written('token', `machine registry password ${'s3cret-'.repeat(3)}`);
    await written('encoded', Buffer.from('s3cret-'.repeat(3)).toString('base64'));
    await written('plain', 'x');
    await symlink('/etc/passwd', join(here, 'out'));
    await symlink('plain', join(here, 'in'));
    const listing = await listWorkspace(here);
    const leftOut = await leftOutOf(here, { changed: [...listing.keys()], listing }, ['s3cret-'.repeat(3)]);
    expect([...leftOut].toSorted()).toEqual(['encoded', 'out', 'token']);
  });

  /** An archive that somebody else has made, of files below `made`. */
  const foreign = async (work: (made: string) => Promise<unknown>, names: string[]): Promise<string> => {
    const made = join(folder, 'made');
    await mkdir(join(made, 'files'), { recursive: true });
    await writeFile(join(made, 'deleted'), '');
    await work(made);
    const file = join(folder, 'foreign.tgz');
    await create({ file, cwd: made, gzip: true, preservePaths: true, noDirRecurse: true }, ['deleted', ...names]);
    return file;
  };

  it.each(['../victim', '/etc/victim', 'a/../../victim', '.'])('refuses to remove %s', async (path) => {
    const archive = await foreign((made) => writeFile(join(made, 'deleted'), path), []);
    await expect(unpackChanges(archive, there)).rejects.toThrow('not to be restored');
  });

  it('writes nothing outside: no dots, no absolute names, no links that lead out', async () => {
    const victim = join(folder, 'victim');
    await writeFile(victim, 'mine');
    const climbing = await foreign((made) => writeFile(join(made, '../victim2'), 'x'), ['files/../../victim2']);
    await expect(unpackChanges(climbing, there)).rejects.toThrow();
    const absolute = await foreign(() => Promise.resolve(), [victim]);
    await expect(unpackChanges(absolute, there)).rejects.toThrow('not to be restored');
    const linked = await foreign((made) => symlink(folder, join(made, 'files/out')), ['files/out']);
    await expect(unpackChanges(linked, there)).rejects.toThrow('not to be restored');
    expect(existsSync(join(there, 'out'))).toBe(false);
  });

  it('neither writes nor removes through a link that the workspace has', async () => {
    const archive = await packed(async () => {
      await mkdir(join(here, 'out'));
      await written('out/file', 'x');
    });
    const outside = join(folder, 'outside');
    await mkdir(outside);
    await writeFile(join(outside, 'gone'), 'mine');
    await symlink(outside, join(there, 'out'));
    await unpackChanges(archive, there).catch(() => undefined);
    expect(existsSync(join(outside, 'file'))).toBe(false);
    await rm(join(there, 'out'), { recursive: true, force: true });
    await symlink(outside, join(there, 'out'));
    const removing = await foreign((made) => writeFile(join(made, 'deleted'), 'out/gone'), []);
    await unpackChanges(removing, there);
    expect(existsSync(join(outside, 'gone'))).toBe(true);
    expect(await readlink(join(there, 'out'))).toBe(outside);
  });
});
