import type pg from 'pg';

interface Corkable {
  cork?: () => void;
  uncork?: () => void;
}

const NOTHING = Promise.resolve(undefined);
const ignore = (): void => undefined;

/**
 * A connection that does not wait for one answer before it sends the next statement, and sends what is asked for in one
 * turn together. PostgreSQL works through it in order as before; what is saved is the way there and back, which for
 * short statements costs more than they do. START TRANSACTION is answered at once and travels with the first statement
 * of its transaction: it can only fail where that one fails too.
 */
export function pipeliningClient(Client: typeof pg.Client): typeof pg.Client {
  return class extends Client {
    private isGathering = false;

    constructor(config?: pg.ClientConfig) {
      super({ ...config, pipeline: true } as pg.ClientConfig);
      const query = this.query.bind(this) as (...statement: unknown[]) => unknown;
      this.query = ((...statement: unknown[]) => {
        this.gather();
        const answer = query(...statement);
        if (statement[0] !== 'START TRANSACTION' || !(answer instanceof Promise)) return answer;
        answer.catch(ignore);
        return NOTHING;
      }) as typeof this.query;
    }

    /** Holds back what is written until nothing of this turn is left to do. */
    private gather(): void {
      if (this.isGathering) return;
      this.isGathering = true;
      const { stream } = (this as unknown as { connection: { stream: Corkable } }).connection;
      stream.cork?.();
      // Behind the promises that are settled now: what follows from them is of the same turn.
      queueMicrotask(() =>
        process.nextTick(() => {
          this.isGathering = false;
          stream.uncork?.();
        }),
      );
    }
  };
}
