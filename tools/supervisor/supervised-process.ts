import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { RotatingLog } from '../processes/rotating-log.ts';
import { terminate } from '../processes/terminate.ts';
import { until } from '../processes/until.ts';
import { failuresAfter, restartDelayMs } from './backoff.ts';
import type { DataFolder } from './data-folder.ts';
import { processEnvironment } from './process-environment.ts';
import type { ProcessSpec } from './processes.ts';
import { whenReady } from './readiness.ts';
import { forgetRun, recordRun, type RunRecord } from './run-records.ts';
import { StartFailure } from './start-failure.ts';

const READY_MS = 90_000;
/** How long a process that nobody can ask has to stay alive to count as started. */
const FIRST_MOMENTS_MS = 1_000;

export interface SupervisedContext {
  data: DataFolder;
  root: string;
  /** Told of deaths and restarts after the first start. */
  say: (message: string) => void;
}

/** One process of the table: started, waited for, started again when it dies, stopped with its group. */
export class SupervisedProcess {
  readonly name: string;
  readonly #spec: ProcessSpec;
  readonly #context: SupervisedContext;
  readonly #log: RotatingLog;
  readonly #stop = new AbortController();
  #child: ChildProcess | undefined;
  #record: RunRecord | undefined;
  #startedAt = 0;
  #isClosed = false;

  constructor(spec: ProcessSpec, context: SupervisedContext) {
    this.name = spec.name;
    this.#spec = spec;
    this.#context = context;
    this.#log = new RotatingLog(join(context.data.logs, `${spec.name}.log`));
  }

  /** Resolves when it is ready. Throws a StartFailure when it ends first or takes longer than 90 s. */
  async start(): Promise<void> {
    this.#launch();
    if (!(await this.#becomesReady())) {
      const why = this.#isOver()
        ? `ended while starting (${this.#end()})`
        : `was not ready within ${READY_MS / 1000} s`;
      throw new StartFailure(`${this.name} ${why}`, await this.#lastWords());
    }
    this.#watch(0);
  }

  /** Ends it and its group; kills them after `graceMs`. It is not started again. */
  async stop(graceMs: number): Promise<void> {
    this.#stop.abort();
    if (this.#record) await terminate(this.#record, graceMs);
    forgetRun(this.#context.data.run, this.name);
  }

  #launch(): void {
    const { root, data } = this.#context;
    const child = spawn(process.execPath, [this.#spec.entry], {
      cwd: root,
      // A group of its own: Ctrl-C reaches the supervisor alone, which stops them in order.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: processEnvironment(process.env, this.#spec.env),
    });
    child.on('error', (error) => this.#log.write(`${error.message}\n`));
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => this.#log.write(chunk));
    child.once('close', () => (this.#isClosed = true));
    this.#isClosed = false;
    this.#child = child;
    this.#startedAt = performance.now();
    if (child.pid !== undefined) this.#record = recordRun(data.run, this.name, child.pid);
  }

  async #becomesReady(): Promise<boolean> {
    const { readyUrl } = this.#spec;
    const isPointless = (): boolean => this.#isOver() || this.#stop.signal.aborted;
    if (readyUrl !== undefined) return whenReady(readyUrl, isPointless, READY_MS);
    return !(await until(isPointless, { timeoutMs: FIRST_MOMENTS_MS }));
  }

  #watch(failures: number): void {
    const revive = (): void => void this.#revive(failuresAfter(failures, performance.now() - this.#startedAt));
    if (this.#isOver()) revive();
    else this.#child?.once('exit', revive);
  }

  /** Starts it again, and again, with growing pauses, until it is ready or we stop. */
  async #revive(failures: number): Promise<void> {
    if (this.#stop.signal.aborted) return;
    const delayMs = restartDelayMs(failures);
    this.#context.say(`${this.name} stopped (${this.#end()}); starting it again in ${delayMs / 1000} s.`);
    const goesOn = await sleep(delayMs, true, { signal: this.#stop.signal }).catch(() => false);
    if (!goesOn) return;
    this.#launch();
    if (await this.#becomesReady()) {
      this.#context.say(`${this.name} is back.`);
    } else if (this.#record) {
      await terminate(this.#record, 1_000);
    }
    this.#watch(failures);
  }

  /** The last words may arrive after the end; a grandchild that holds the pipe must not keep us. */
  async #lastWords(): Promise<string[]> {
    await until(() => this.#isClosed || !this.#isOver(), { timeoutMs: 1_000 });
    return this.#log.tail();
  }

  #isOver(): boolean {
    const child = this.#child;
    return !child || child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
  }

  #end(): string {
    const child = this.#child;
    return child?.signalCode ?? (child?.exitCode === null ? 'not ready' : `exit code ${child?.exitCode ?? 'unknown'}`);
  }
}
