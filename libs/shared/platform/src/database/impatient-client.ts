import pg from 'pg';
import { currentContext } from '../context/request-context.js';
import { refuse } from '../deadline/deadline.errors.js';

/** What a transaction gets to be rolled back in, once its request is over. */
const ROLLBACK_MS = 500;

/** How long a statement may have no answer, in milliseconds. */
export interface Patience {
  ofRequest: number;
  /** Of what is no request; Infinity where a statement may rightly take any time. */
  ofJob: number;
}

/**
 * A connection that ends itself when a statement has had no answer for so long, or at the request's deadline: a server
 * that stands still refuses nothing and answers nothing, nor does a link of which half is gone, and whoever asked would
 * wait as long as it does. What waits on the connection then fails as on one that was lost, and the pool makes another.
 * After the deadline nothing but ROLLBACK is sent.
 */
export const impatientClient = (patience: Patience): typeof pg.Client =>
  class extends pg.Client {
    constructor(config?: pg.ClientConfig) {
      super(config);
      const query = this.query.bind(this) as (...statement: unknown[]) => unknown;
      this.query = ((...statement: unknown[]) =>
        this.limited(() => query(...statement), timeFor(statement[0], patience))) as typeof this.query;
    }

    private limited(send: () => unknown, timeMs: number): unknown {
      if (timeMs === 0) return Promise.reject(refuse('deadline_exceeded'));
      const answer = send();
      if (!(answer instanceof Promise) || timeMs === Infinity) return answer;
      const timer = setTimeout(() => this.tear(), timeMs);
      return answer.finally(() => clearTimeout(timer));
    }

    /** Waits for no statement that is under way, as `end` alone would. */
    private tear(): void {
      void this.end();
      (this as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
    }
  };

/** Milliseconds for a statement of the request or job at hand; none once a request's deadline is over. */
function timeFor(statement: unknown, { ofRequest, ofJob }: Patience): number {
  const context = currentContext();
  if (!context?.ip) return ofJob;
  const leftMs = context.deadline?.leftMs() ?? Infinity;
  if (leftMs === 0) return isRollback(statement) ? ROLLBACK_MS : 0;
  return Math.min(ofRequest, Math.ceil(leftMs));
}

function isRollback(statement: unknown): boolean {
  return typeof statement === 'string' && statement.startsWith('ROLLBACK');
}
