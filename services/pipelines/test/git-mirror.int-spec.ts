import { newId } from '@throughline/kernel';
import type { PlatformConfig } from '@throughline/platform';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GitError } from '../src/git/git-command.js';
import { GitMirror, type MirroredRepository } from '../src/git/git-mirror.js';
import type { PipelinesConfig } from '../src/pipelines.config.js';
import { TempRepository } from './temp-repository.js';

const PROCESSES = 4;
const ROUNDS = 4;
const LONG_AGO = new Date('2026-01-01T00:00:00Z');

describe('the mirror of a repository', () => {
  let workDir: string;
  let origin: TempRepository;
  let repository: MirroredRepository;
  beforeAll(async () => {
    workDir = await mkdtemp(join(tmpdir(), 'throughline-'));
    origin = new TempRepository();
    origin.push('main', { 'a.txt': 'a' });
  });
  beforeEach(() => {
    repository = { id: newId(), cloneUrl: origin.url };
  });
  const mirrors: GitMirror[] = [];
  afterAll(async () => {
    for (const one of mirrors) one.onApplicationShutdown();
    origin.remove();
    await rm(workDir, { recursive: true });
  });

  /** What a process has: it knows nothing of the fetches of others. */
  const mirror = (): GitMirror => {
    const roots = { GIT_LOCAL_ROOTS: [origin.root] as readonly string[] } as PipelinesConfig;
    const made = new GitMirror({ WORK_DIR: workDir } as PlatformConfig, roots);
    mirrors.push(made);
    return made;
  };
  const folder = (...path: string[]): string => join(workDir, 'git', repository.id, ...path);
  const lock = async (path: string): Promise<void> => {
    await writeFile(folder(path), '');
    await utimes(folder(path), LONG_AGO, LONG_AGO);
  };

  it('is made and brought up to date by several processes at once, and fails none of them', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      repository = { id: newId(), cloneUrl: origin.url };
      for (const text of ['new', 'newer']) {
        const head = origin.push('main', { 'a.txt': `${round} ${text}` });
        const all = Array.from({ length: PROCESSES }, mirror);
        await Promise.all(all.map((one) => one.fetch(repository)));
        expect(await mirror().headOf(repository.id, 'main')).toBe(head);
      }
    }
    expect((await readdir(join(workDir, 'git'))).filter((name) => name.includes('.'))).toEqual([]);
  });

  it.each(['config.lock', 'refs/heads/main.lock'])(
    'is fetched in spite of a lock that a git left when it was killed: %s',
    async (path) => {
      await mirror().fetch(repository);
      const head = origin.push('main', { 'a.txt': path });
      await lock(path);
      await mirror().fetch(repository);
      expect(await mirror().headOf(repository.id, 'main')).toBe(head);
    },
  );

  it('takes the place of one that was left half made', async () => {
    await mkdir(folder('refs'), { recursive: true });
    await writeFile(folder('HEAD'), 'ref: refs/heads/main\n');
    await mirror().fetch(repository);
    expect(await mirror().commitAt(repository.id, 'refs/heads/main')).toBeDefined();
  });

  it('leaves a lock that a living git may hold, and may be tried again', async () => {
    await mirror().fetch(repository);
    origin.push('main', { 'a.txt': 'held' });
    await writeFile(folder('refs', 'heads', 'main.lock'), '');
    const failure = await mirror()
      .fetch(repository)
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(GitError);
    expect(failure).toMatchObject({ isTransient: true });
    expect(await readdir(folder('refs', 'heads'))).toContain('main.lock');
  });

  it('gives a file of up to a mebibyte, and says of a larger one that it is', async () => {
    const text = 'ä'.repeat(512 * 1024);
    const head = origin.push('main', { 'full.yml': text, 'larger.yml': `${text}.`, 'folder/a.yml': 'a' });
    await mirror().fetch(repository);
    const read = (path: string): Promise<string | undefined> => mirror().readFile(repository.id, head, path);
    expect((await read('full.yml'))?.length).toBe(text.length);
    await expect(read('larger.yml')).rejects.toMatchObject({
      isTransient: false,
      message: expect.stringContaining('larger than 1 MiB'),
    });
    expect([await read('folder/a.yml'), await read('folder'), await read('none.yml')]).toEqual([
      ...['a', undefined, undefined],
    ]);
  });

  it('answers what is asked at once, each with its own, also behind a file that is too large', async () => {
    const head = origin.push('main', {
      'a.yml': 'a',
      'b.yml': 'b\n',
      'empty.yml': '',
      'larger.yml': 'ä'.repeat(1024 * 1024),
    });
    const one = mirror();
    await one.fetch(repository);
    const read = (path: string): Promise<string | undefined> => one.readFile(repository.id, head, path);
    const answers = await Promise.allSettled([
      read('a.yml'),
      read('larger.yml'),
      one.headOf(repository.id, 'main'),
      read('none\n.yml'),
      read('b.yml'),
      ...Array.from({ length: 4 }, () => read('larger.yml')),
      one.headOf(repository.id, 'none'),
      read('empty.yml'),
    ]);
    const tooLarge = expect.objectContaining({ isTransient: false });
    expect(answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : (answer.reason as Error)))).toEqual([
      ...['a', tooLarge, head, undefined, 'b\n', tooLarge, tooLarge, tooLarge, tooLarge, undefined, ''],
    ]);
  });

  it('answers all the same when the mirror is told to stop meanwhile, or asked about many repositories at once', async () => {
    const one = mirror();
    const head = origin.push('main', { 'a.yml': 'a' });
    const all = Array.from({ length: 20 }, () => ({ ...repository, id: newId() }));
    for (const each of all) await one.fetch(each);
    const read = all.map(({ id }) => one.readFile(id, head, 'a.yml'));
    one.onApplicationShutdown();
    expect(new Set(await Promise.all(read))).toEqual(new Set(['a']));
  });

  it('knows what was fetched since it was last asked, and nothing of what was forgotten', async () => {
    const one = mirror();
    for (const text of ['x', 'y', 'z']) {
      const head = origin.push('main', { 'a.yml': text });
      await one.fetch(repository);
      expect(await one.headOf(repository.id, 'main')).toBe(head);
      expect(await one.readFile(repository.id, head, 'a.yml')).toBe(text);
    }
    await one.forget(repository.id);
    expect(await one.headOf(repository.id, 'main')).toBeUndefined();
  });

  it('may be tried again when the repository cannot be read for the moment', async () => {
    await mirror().fetch(repository);
    await rm(join(origin.bare, 'HEAD'));
    const failure = await mirror()
      .fetch(repository)
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ isTransient: true, message: expect.stringContaining('could not be fetched') });
  });
});
