import { join } from 'node:path';
import type { Workspace } from '../../tools/test/workspace.ts';
import type { GeneratorReply } from '../load/generator.ts';
import type { Job, JobResult } from '../load/job.ts';
import { type Child, nextMessage, startChild } from './child.ts';

const BENCH = join(import.meta.dirname, '..');

/** The load generator's process, seen from the runner. */
export class Loader {
  readonly child: Child;

  private constructor(child: Child) {
    this.child = child;
  }

  /** @param pin what goes before the command to keep it on a core */
  static async start(pin: string[], workspace: Workspace): Promise<Loader> {
    const command = [...pin, process.execPath, join(BENCH, 'load/generator.ts')];
    const child = startChild({ name: 'generator', command, channel: true }, workspace);
    await nextMessage(child);
    return new Loader(child);
  }

  /** Runs one job to its end. Rejects when requests remained without an answer. */
  async run(job: Job): Promise<JobResult> {
    const reply = nextMessage<GeneratorReply>(this.child);
    this.child.process.send(job);
    const message = await reply;
    if ('error' in message) throw new Error(message.error);
    return message.result;
  }
}
