import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { identify } from '../processes/process-identity.ts';
import { takeLock, type Lock } from './lock.ts';

describe('takeLock', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lock-'));
  const file = join(folder, 'supervisor.lock');
  const { signal } = new AbortController();
  const said: string[] = [];
  const take = (): Promise<Lock> => takeLock({ file, say: (message) => said.push(message), signal });
  afterEach(() => rmSync(file, { force: true }));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('has one holder, who is named to the next', async () => {
    const lock = await take();
    await expect(take()).rejects.toThrow(`already runs here, as process ${process.pid}`);
    lock.release();
    expect(existsSync(file)).toBe(false);
    (await take()).release();
  });

  it.each([
    ['whose process ended', JSON.stringify({ pid: 2 ** 22 + 1, startTicks: '1', state: 'running' })],
    [
      'whose pid is another process now',
      JSON.stringify({ ...identify(process.pid), startTicks: '1', state: 'running' }),
    ],
    ['that was never finished', ''],
  ])('replaces a holder %s', async (_, content) => {
    writeFileSync(file, content);
    (await take()).release();
  });

  it('waits for one that is stopping', async () => {
    const lock = await take();
    lock.stopping();
    const next = take();
    await expect(Promise.race([next, Promise.resolve('waits')])).resolves.toBe('waits');
    lock.release();
    (await next).release();
    expect(said).toEqual(['Waiting for the previous installation to stop…']);
  });

  it('lets one of many in', async () => {
    writeFileSync(file, JSON.stringify({ pid: 2 ** 22 + 1, startTicks: '1', state: 'running' }));
    const results = await Promise.allSettled([1, 2, 3, 4, 5].map(take));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});
