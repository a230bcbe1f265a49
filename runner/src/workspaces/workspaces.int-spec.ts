import { existsSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Workspaces } from './workspaces.js';

const HOUR_MS = 3_600_000;

describe('Workspaces', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'workspaces '));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('opens the same folders for the same key, the home for its owner alone', async () => {
    const workspaces = new Workspaces(folder);
    const first = await workspaces.open('execution-1');
    expect(await workspaces.open('execution-1')).toEqual(first);
    expect(first.root.startsWith(folder)).toBe(true);
    expect((await stat(join(first.home, 'tmp'))).mode & 0o777).toBe(0o700);
  });

  it.each(['', '.', '..', '../x', 'a/b', '-rf', 'a\0b', 'x'.repeat(101)])('refuses the key %j', async (key) => {
    await expect(new Workspaces(folder).open(key)).rejects.toThrow('workspace key');
  });

  it('removes at start what is older than a day, and nothing else', async () => {
    const workspaces = new Workspaces(folder);
    const { root, home } = await workspaces.open('execution-1');
    await workspaces.start(Date.now() + 23 * HOUR_MS);
    expect([existsSync(root), existsSync(home)]).toEqual([true, true]);
    await workspaces.start(Date.now() + 25 * HOUR_MS);
    expect([existsSync(root), existsSync(home)]).toEqual([false, false]);
  });

  it('marks its processes so that two runners do not mistake each other', () => {
    expect(new Workspaces('/srv/a').mark).not.toBe(new Workspaces('/srv/b').mark);
  });
});
