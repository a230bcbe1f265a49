import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { isRunning, identify } from '../processes/process-identity.ts';
import { until } from '../processes/until.ts';
import { fakeCheckout, type FakeCheckout } from './fixture/fake-checkout.ts';
import { parseApp } from './launched-apps.ts';
import { readRecords } from './run-records.ts';

const CHECKOUT = join(__dirname, '../..');
const PORT = 4600;
const STARTS_MS = 60_000;

/** The supervisor over fakes, as `npm start` runs it: another process, its terminal a pipe. */
class Run {
  output = '';
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;

  constructor(root: string, argv: string[], env: NodeJS.ProcessEnv = {}) {
    const driver = join(__dirname, 'fixture/drive.ts');
    this.child = spawn(process.execPath, [driver, root, '--port', String(PORT), ...argv], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, DATABASE_URL: '', REDIS_URL: '', ...env },
    });
    this.child.stdout?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    this.child.stderr?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    this.ended = new Promise((done) => this.child.once('close', done));
  }

  async says(text: string): Promise<void> {
    await until(() => this.output.includes(text) || this.child.exitCode !== null, { timeoutMs: STARTS_MS });
    expect(this.output).toContain(text);
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    this.child.kill(signal);
    return this.ended;
  }
}

describe('the supervisor', () => {
  let checkout: FakeCheckout;
  const runs: Run[] = [];
  const start = (argv: string[] = ['--no-demo'], env: NodeJS.ProcessEnv = {}): Run => {
    const run = new Run(checkout.root, argv, env);
    runs.push(run);
    return run;
  };
  const data = (path: string): string => join(checkout.root, '.data', path);
  const readyUrl = (): string => (JSON.parse(readFileSync(data('ready.json'), 'utf8')) as { url: string }).url;
  const app = (): ReturnType<typeof parseApp> => parseApp(readFileSync(data('hosts/staging/run/app.json'), 'utf8'));

  beforeEach(() => {
    checkout = fakeCheckout(join(CHECKOUT, 'node_modules'), join(__dirname, 'fixture'));
  });

  afterEach(async () => {
    for (const run of runs.splice(0)) if (run.child.exitCode === null) await run.stop();
    checkout.remove();
  });

  it('starts every process, stops every one of them, and keeps the data', async () => {
    const first = start();
    await first.says('Stop           Ctrl-C');
    await first.says(`/mail#${readFileSync(data('secrets/mailbox'), 'utf8').trim()}`);
    const records = readRecords(data('run'));
    const deployed = app();
    expect(records.map(({ name }) => name).sort()).toEqual([
      'billing',
      'deployments',
      'gateway',
      'identity',
      'observability',
      'pipelines',
      'runner',
    ]);
    expect(records.every(isRunning)).toBe(true);
    expect(deployed && isRunning(deployed)).toBe(true);

    expect(await first.stop('SIGINT')).toBe(0);
    expect(records.some(isRunning)).toBe(false);
    expect(deployed && isRunning(deployed)).toBe(false);
    expect(existsSync(data('postgres/data/postmaster.pid'))).toBe(false);
    expect(readRecords(data('run'))).toEqual([]);

    const second = start();
    await second.says('Stop           Ctrl-C');
    const identityPort = PORT + 1;
    // Each start runs the migrations, and the fake ones count.
    expect(await (await fetch(`http://127.0.0.1:${identityPort}/`)).text()).toBe('2');
  }, 120_000);

  it('starts again after it was killed, without what that left behind', async () => {
    const first = start();
    await first.says('Stop           Ctrl-C');
    const records = readRecords(data('run'));
    const deployed = app();
    await first.stop('SIGKILL');
    expect(records.every(isRunning)).toBe(true);

    const second = start();
    await second.says('Stop           Ctrl-C');
    expect(second.output).toContain('Stopped what an earlier start left behind: ');
    expect(second.output).toContain('Stopped a PostgreSQL that an earlier start left behind.');
    expect(records.some(isRunning)).toBe(false);
    expect(deployed && isRunning(deployed)).toBe(false);
    expect(await second.stop()).toBe(0);
  }, 120_000);

  it('refuses a second supervisor by the pid of the first', async () => {
    const first = start();
    await first.says('Stop           Ctrl-C');
    const second = start();
    expect(await second.ended).toBe(1);
    expect(second.output).toContain(`already runs here, as process ${first.child.pid}`);
  }, 60_000);

  it('moves away from a port that is taken and says so', async () => {
    const taken = await listen(PORT);
    try {
      const run = start();
      await run.says('Stop           Ctrl-C');
      expect(run.output).toContain(`Port ${PORT} is taken: gateway uses `);
      expect(readyUrl()).not.toBe(`http://localhost:${PORT}`);
    } finally {
      taken.close();
    }
  }, 60_000);

  it('reports the last words of a process that cannot start, and stops the others', async () => {
    const run = start(['--no-demo'], { FAKE_FAILURE: 'observability' });
    expect(await run.ended).toBe(1);
    expect(run.output).toContain('observability ended while starting (exit code 3)');
    expect(run.output).toContain('the last words of a failing process');
    expect(readRecords(data('run'))).toEqual([]);
    expect(existsSync(data('postgres/data/postmaster.pid'))).toBe(false);
  }, 60_000);

  it('starts a process again that dies later', async () => {
    const run = start();
    await run.says('Stop           Ctrl-C');
    await expect(fetch(`http://127.0.0.1:${PORT + 5}/crash`)).rejects.toThrow('fetch failed');
    await run.says('billing stopped (exit code 7); starting it again in 1 s.');
    await run.says('billing is back.');
    const again = readRecords(data('run')).find(({ name }) => name === 'billing');
    expect(again && isRunning(again)).toBe(true);
  }, 60_000);

  it('starts PostgreSQL again when it is killed', async () => {
    const run = start();
    await run.says('Stop           Ctrl-C');
    const pid = Number(readFileSync(data('postgres/data/postmaster.pid'), 'utf8').split('\n', 1)[0]);
    expect(identify(pid).startTicks).toBeDefined();
    process.kill(pid, 'SIGKILL');
    await run.says('PostgreSQL is back.');
    expect(await (await fetch(`http://127.0.0.1:${PORT + 1}/`)).text()).toBe('1');
  }, 60_000);

  it('ends well once the demo has reached its end, and does not play it twice', async () => {
    checkout.demo(`import { writeFileSync } from 'node:fs';
      export async function runDemo(context) {
        context.log({ text: 'pushed a commit' });
        writeFileSync(context.markerPath, JSON.stringify({ finishedAt: new Date().toISOString() }));
      }`);
    const first = start(['--once']);
    expect(await first.ended).toBe(0);
    expect(first.output).toContain('pushed a commit');
    const second = start(['--once']);
    expect(await second.ended).toBe(0);
    expect(second.output).not.toContain('pushed a commit');
  }, 120_000);

  it('ends with the reason when the demo does not reach its end', async () => {
    checkout.demo(`export async function runDemo() { throw new Error('the run was refused'); }`);
    const run = start(['--once']);
    expect(await run.ended).toBe(1);
    expect(run.output).toContain('Throughline stops: the run was refused');
    expect(readRecords(data('run'))).toEqual([]);
  }, 60_000);
});

function listen(port: number): Promise<Server> {
  return new Promise((done) => {
    const server = createServer();
    server.listen(port, '127.0.0.1', () => done(server));
  });
}
