import { compileCache, programFile } from '@throughline/testing';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { FakeServer } from './fake-server.js';
import { recordsIn } from './test-runner.js';

const ENTRY = resolve(__dirname, '../dist/main.js');

/** The built runner as a process of its own, which can be killed, with the fake server in front. */
export class RunnerProcess {
  private child: ChildProcess | undefined;

  private constructor(
    readonly server: FakeServer,
    readonly workDir: string,
    private readonly given: Record<string, string>,
  ) {}

  static async start(given: Record<string, string> = {}): Promise<RunnerProcess> {
    const server = new FakeServer();
    await server.start();
    const started = new RunnerProcess(server, await mkdtemp(join(tmpdir(), 'runner-process-')), given);
    started.startAgain();
    return started;
  }

  startAgain(): void {
    this.child = spawn(process.execPath, [programFile(ENTRY)], {
      env: {
        PATH: process.env['PATH'],
        NODE_COMPILE_CACHE: compileCache(),
        GATEWAY_URL: this.server.url,
        RUNNER_REGISTRATION_TOKEN: 'welcome',
        RUNNER_WORK_DIR: this.workDir,
        RUNNER_SANDBOX: 'none',
        LOG_LEVEL: 'silent',
        ...this.given,
      },
      stdio: 'ignore',
    });
  }

  async kill(): Promise<void> {
    if (!this.child || this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exited = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await exited;
  }

  async close(): Promise<void> {
    await this.kill();
    await recordsIn(this.workDir).endOthers([]);
    await this.server.stop();
    await rm(this.workDir, { recursive: true, force: true });
  }
}
