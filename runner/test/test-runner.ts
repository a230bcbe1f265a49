import { eventually } from '@throughline/testing';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pino } from 'pino';
import { findCgroup } from '../src/containment/find-cgroup.js';
import { findContainment } from '../src/containment/find-containment.js';
import { markedProcesses } from '../src/processes/marked-processes.js';
import { StepRecords } from '../src/records/step-records.js';
import { Runner } from '../src/runner.js';
import { readRunnerConfig } from '../src/runner.config.js';
import { Workspaces } from '../src/workspaces/workspaces.js';
import { type FakeJob, FakeServer } from './fake-server.js';

export interface TestRunner {
  server: FakeServer;
  workDir: string;
  /** Processes of this runner's steps that live. */
  processes(): number[];
  /** Offers a job and waits for its completion. */
  run(
    kind: string,
    spec: Record<string, unknown>,
    terms?: { restore?: Record<string, unknown>[] },
  ): Promise<NonNullable<FakeJob['completion']> & { job: FakeJob }>;
  restart(env?: Record<string, string>): Promise<void>;
  stop(): Promise<void>;
  close(): Promise<void>;
}

const LIMIT_MS = 45_000;
export const WARDEN_FILE = resolve(__dirname, '../dist/warden/main.js');

/** A runner in this process, real processes below it, and the fake server in front. */
export async function startTestRunner(given: Record<string, string> = {}): Promise<TestRunner> {
  const server = new FakeServer();
  await server.start();
  const workDir = await mkdtemp(join(tmpdir(), 'runner '));
  const start = async (env: Record<string, string> = {}): Promise<Runner> => {
    const config = readRunnerConfig({
      GATEWAY_URL: server.url,
      RUNNER_REGISTRATION_TOKEN: 'welcome',
      RUNNER_NAME: 'test',
      RUNNER_WORK_DIR: workDir,
      RUNNER_LABELS: 'linux, test',
      PATH: process.env['PATH'],
      WARDEN_FILE,
      RUNNER_SANDBOX: 'none',
      ...given,
      ...env,
    });
    const runner = new Runner(config, pino({ level: 'silent' }), await findContainment(config));
    await runner.start();
    return runner;
  };
  let runner = await start();
  return {
    server,
    workDir,
    processes: () => markedProcesses(new Workspaces(workDir).mark),
    run: async (kind, spec, terms) => {
      const job = server.offer(kind, spec, terms);
      await eventually(() => expect(job.completion).toBeDefined(), LIMIT_MS);
      return { ...(job.completion as NonNullable<FakeJob['completion']>), job };
    },
    restart: async (env) => {
      await runner.stop();
      runner = await start(env);
    },
    stop: () => runner.stop(),
    close: async () => {
      await runner.stop();
      await recordsIn(workDir).endOthers([]);
      await server.stop();
      await rm(workDir, { recursive: true, force: true });
    },
  };
}

/** The records of a runner that works in the folder. */
export function recordsIn(workDir: string): StepRecords {
  return new StepRecords(workDir, new Workspaces(workDir).mark, findCgroup(undefined)?.folder);
}

/** What a job's log says, without times. */
export function textOf(job: FakeJob, stream?: string): string[] {
  return job.log.filter((line) => stream === undefined || line.stream === stream).map((line) => line.text);
}
