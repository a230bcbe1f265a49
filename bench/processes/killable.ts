import type { Child } from './child.ts';

/** A process that may die at any moment, and is started again as it was. */
export class Killable {
  readonly #start: () => Promise<Child>;
  #child: Child;

  private constructor(start: () => Promise<Child>, child: Child) {
    this.#start = start;
    this.#child = child;
  }

  /** @param start resolves once the process is ready */
  static async of(start: () => Promise<Child>): Promise<Killable> {
    return new Killable(start, await start());
  }

  get pid(): number {
    return this.#child.pid;
  }

  /** kill -9 of it alone: what it has started goes on. Resolves when it has ended. */
  async kill(): Promise<void> {
    const { process: victim, hasEnded } = this.#child;
    if (hasEnded()) throw new Error(`a process had ended by itself: ${this.#child.log.tail().join('\n')}`);
    const ended = new Promise<void>((done) => victim.once('exit', () => done()));
    victim.kill('SIGKILL');
    await ended;
  }

  /** Resolves once it is ready again. */
  async startAgain(): Promise<void> {
    this.#child = await this.#start();
  }
}
