import { Injectable } from '@nestjs/common';

/**
 * One worker at a time on what a slot runs, within this process: the deployment loop and the reconciler would
 * otherwise start and stop each other's apps. Between processes the lease of the work decides.
 */
@Injectable()
export class SlotLocks {
  private readonly tails = new Map<string, Promise<unknown>>();

  /** Runs `work` after everything that was asked for this slot before. */
  async run<T>(serviceId: string, environmentId: string, work: () => Promise<T>): Promise<T> {
    const key = `${serviceId}.${environmentId}`;
    const turn = (this.tails.get(key) ?? Promise.resolve()).then(work, work);
    const tail = turn.catch(() => undefined);
    this.tails.set(key, tail);
    try {
      return await turn;
    } finally {
      if (this.tails.get(key) === tail) this.tails.delete(key);
    }
  }
}
