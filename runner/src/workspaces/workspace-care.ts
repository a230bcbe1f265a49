import type { Logger } from 'pino';
import { setTimeout as delay } from 'node:timers/promises';
import type { RunnerHttpClient } from '../server/runner-http-client.js';
import { RefusedError } from '../server/refused-error.js';
import type { Workspaces } from './workspaces.js';

const EVERY_MS = 60_000;
/** How many the server is asked about at once. */
const BATCH = 200;

/** Removes workspaces whose executions are over, by the server's word: when a job has ended, and from time to time. */
export class WorkspaceCare {
  private readonly used = new Map<string, number>();
  private wake = new AbortController();

  constructor(
    private readonly workspaces: Workspaces,
    private readonly client: Pick<RunnerHttpClient, 'workspacesOver'>,
    private readonly logger: Logger,
  ) {}

  /** Keeps a workspace as it is while `work` goes on. */
  async during<T>(key: string, work: () => Promise<T>): Promise<T> {
    this.used.set(key, (this.used.get(key) ?? 0) + 1);
    try {
      return await work();
    } finally {
      const left = (this.used.get(key) ?? 1) - 1;
      if (left > 0) this.used.set(key, left);
      else this.used.delete(key);
      this.wake.abort();
    }
  }

  /** Looks at once, whenever a job has ended, and every minute; until it is told to stop. */
  async run(stopping: AbortSignal): Promise<void> {
    while (!stopping.aborted) {
      this.wake = new AbortController();
      await this.sweep(stopping).catch((err: unknown) => this.onTrouble(err, stopping));
      const early = AbortSignal.any([stopping, this.wake.signal]);
      await delay(EVERY_MS, undefined, { signal: early }).catch(() => undefined);
    }
  }

  /** Asks about every workspace that is in no use, and removes what is over. */
  async sweep(signal: AbortSignal): Promise<void> {
    const idle = (await this.workspaces.keys()).filter((key) => !this.used.has(key));
    for (let at = 0; at < idle.length; at += BATCH) {
      const { over } = await this.client.workspacesOver(idle.slice(at, at + BATCH), signal);
      // One that has come into use meanwhile is kept, whatever was said of it before.
      for (const key of over) if (idle.includes(key) && !this.used.has(key)) await this.remove(key);
    }
  }

  private async remove(key: string): Promise<void> {
    await this.workspaces.remove(key);
    this.logger.info({ workspaceKey: key }, 'workspace removed: its execution is over');
  }

  private onTrouble(err: unknown, stopping: AbortSignal): void {
    // Not registered yet, or a server from before there was such a question: what is old is removed at the next start.
    const isExpected = err instanceof RefusedError && (err.status === 401 || err.status === 404);
    if (!stopping.aborted && !isExpected) this.logger.warn({ err }, 'workspaces are kept for now');
  }
}
