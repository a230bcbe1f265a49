import { eventually } from '@throughline/testing';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { list } from 'tar';
import { Readable } from 'node:stream';
import { startTestRunner, type TestRunner, textOf } from './test-runner.js';

const MIB = 1024 * 1024;
jest.setTimeout(30_000);

describe('shell steps', () => {
  let runner: TestRunner;
  beforeAll(async () => {
    runner = await startTestRunner();
  });
  afterAll(() => runner.close());

  const shell = (run: string, spec: Record<string, unknown> = {}) => runner.run('shell', { run, ...spec });

  it('runs in the workspace with declared variables alone', async () => {
    process.env['SECRET_OF_THE_RUNNER'] = 'leak';
    const { outcome, exitCode, job } = await shell('env | sort; pwd; node --version', {
      env: { GREETING: 'grüß dich' },
    });
    delete process.env['SECRET_OF_THE_RUNNER'];
    expect({ outcome, exitCode }).toEqual({ outcome: 'succeeded', exitCode: 0 });
    const names = textOf(job)
      .filter((line) => line.includes('='))
      .map((line) => line.split('=')[0]);
    const expected = [
      'CI',
      'GREETING',
      'HOME',
      'LANG',
      'PATH',
      'PWD',
      'THROUGHLINE_EXECUTION',
      'THROUGHLINE_NODE',
      'THROUGHLINE_OUTPUT',
      'THROUGHLINE_STEP',
      'TMPDIR',
    ];
    expect(names.filter((name) => name !== '_' && name !== 'SHLVL' && name !== 'OLDPWD')).toEqual(expected);
    expect(textOf(job)).toContain('GREETING=grüß dich');
    expect(textOf(job)).toContain(join(runner.workDir, 'workspaces/ws-1'));
    expect(textOf(job)).toContain(process.version);
  });

  it('masks declared secrets in the log, the outputs and the message, however the step prints them', async () => {
    const script =
      'echo "$TOKEN"; printf %s "$TOKEN" | base64; printf %s "$TOKEN" | od -An -tx1 | tr -d " \\n"; echo; echo "t=$TOKEN" >> "$THROUGHLINE_OUTPUT"';
    const { outcome, outputs, job } = await shell(script, { secrets: { TOKEN: 'runner-canary/1', PIN: '1234' } });
    expect(outcome).toBe('succeeded');
    expect(outputs).toEqual({ t: '***' });
    expect(textOf(job).join('\n')).not.toMatch(/canary|cnVubmVyLWNh|72756e6e/);
    expect(textOf(job).filter((line) => line.startsWith('***'))).toHaveLength(3);
    expect(textOf(job)[0]).toContain('fewer than 8 characters');
  });

  it.each([
    ['a non-zero exit', 'echo before; exit 3; echo after', 3, 'The step ended with exit code 3.'],
    ['a command that fails midway', 'false; echo after', 1, 'The step ended with exit code 1.'],
    ['an unset variable', 'echo "$NOT_THERE"; echo after', 2, 'The step ended with exit code 2.'],
    ['a step that kills itself', 'kill -SEGV $$', 139, 'The step was ended by SIGSEGV; out of memory, perhaps.'],
  ])('fails for %s', async (_what, run, exitCode, message) => {
    const result = await shell(run);
    expect(result).toMatchObject({ outcome: 'failed', exitCode, message });
    expect(textOf(result.job)).not.toContain('after');
  });

  it('keeps the streams apart and the last line without a break', async () => {
    const { job } = await shell(`printf 'out\\r\\nlast'; echo err >&2`);
    expect(textOf(job, 'stdout')).toEqual(['out', 'last']);
    expect(textOf(job, 'stderr')).toEqual(['err']);
  });

  it('hands on the outputs that the step wrote', async () => {
    expect(await shell('echo "version=1.2" >> "$THROUGHLINE_OUTPUT"')).toMatchObject({ outputs: { version: '1.2' } });
    const broken = await shell('echo nonsense >> "$THROUGHLINE_OUTPUT"');
    expect(broken).toMatchObject({ outcome: 'failed', message: expect.stringContaining('name=value') });
  });

  it('ends a step at its time limit, with everything that ignores a polite request', async () => {
    const run = `trap '' TERM; sh -c "trap '' TERM; sleep 600" & sleep 600; sleep 600`;
    const result = await shell(run, { timeoutMs: 500 });
    expect(result).toMatchObject({ outcome: 'timed_out', message: 'The step ran longer than its limit of 500 ms.' });
    expect(runner.processes()).toEqual([]);
  });

  it('leaves no daemon behind, even one in a session of its own', async () => {
    const run =
      'nohup sleep 600 >/dev/null 2>&1 & setsid sleep 600 & setsid sh -c "sleep 600 & wait" >/dev/null 2>&1 & echo done';
    const result = await shell(run);
    expect(result).toMatchObject({ outcome: 'succeeded' });
    expect(textOf(result.job)).toContain('done');
    await eventually(() => expect(runner.processes()).toEqual([]));
  });

  it('survives a flood: keeps the limit, says so, and the step ends right', async () => {
    const run = `yes 0123456789012345678901234567890123456789012345678901234567890 | head -c ${4 * MIB}; exit 7`;
    const result = await shell(run, { outputLimitBytes: MIB });
    expect(result).toMatchObject({ outcome: 'failed', exitCode: 7 });
    const kept = textOf(result.job, 'stdout').reduce((sum, text) => sum + text.length + 1, 0);
    expect(Math.abs(kept - MIB)).toBeLessThanOrEqual(1);
    expect(textOf(result.job, 'system')).toEqual([expect.stringContaining('longer than')]);
  });

  it('uploads declared artifacts, a folder packed', async () => {
    const run = 'mkdir -p dist; echo app > dist/app.js; echo one > one.txt';
    const artifacts = [
      { name: 'single', path: 'one.txt' },
      { name: 'bundle', path: 'dist' },
    ];
    const { outcome, job } = await shell(run, { artifacts });
    expect(outcome).toBe('succeeded');
    expect(job.artifacts.map(({ name, fileName }) => [name, fileName])).toEqual([
      ['single', 'one.txt'],
      ['bundle', 'dist.tar.gz'],
    ]);
    expect(job.artifacts[0]?.content.toString()).toBe('one\n');
    const packed: string[] = [];
    const reader = Readable.from([job.artifacts[1]?.content ?? Buffer.alloc(0)]).pipe(
      list({ onReadEntry: (entry) => packed.push(entry.path) }),
    );
    await new Promise((resolve) => reader.on('end', resolve));
    expect(packed).toContain('./app.js');
    expect(textOf(job, 'system')[0]).toContain(job.artifacts[0]?.digest);
  });

  it.each([
    ['missing', 'dist/none.tgz'],
    ['outside, by dots', '../../runner.json'],
    ['outside, by a link', 'link'],
  ])('fails when an artifact is %s', async (_what, path) => {
    const root = join(runner.workDir, 'workspaces/ws-links');
    mkdirSync(root, { recursive: true });
    writeFileSync(join(runner.workDir, 'secret'), 'x');
    if (path === 'link') symlinkSync(join(runner.workDir, 'secret'), join(root, 'link'));
    const result = await shell('true', { artifacts: [{ name: 'app', path }], workspaceKey: 'ws-links' });
    expect(result).toMatchObject({
      outcome: 'failed',
      message: `There is no artifact app: the step left nothing at ${path}.`,
    });
    expect(result.job.artifacts).toEqual([]);
  });

  it('refuses a workspace outside its folder', async () => {
    const result = await shell('true', { workspaceKey: '../x' });
    expect(result).toMatchObject({ outcome: 'failed', message: expect.stringContaining('workspace key') });
  });
});
