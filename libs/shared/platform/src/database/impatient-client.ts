import pg from 'pg';
import { currentContext } from '../context/request-context.js';

/**
 * A connection that ends itself when a statement of a request has had no answer for `limitMs`: a server that stands
 * still refuses nothing and answers nothing, and the request would wait as long as it does. What waits on the
 * connection then fails as on one that was lost, and the pool makes another. Jobs and migrations have all the time.
 */
export const impatientClient = (limitMs: number): typeof pg.Client =>
  class extends pg.Client {
    constructor(config?: pg.ClientConfig) {
      super(config);
      const query = this.query.bind(this) as (...statement: unknown[]) => unknown;
      this.query = ((...statement: unknown[]) => this.limited(query(...statement))) as typeof this.query;
    }

    private limited(answer: unknown): unknown {
      if (!(answer instanceof Promise) || !currentContext()?.ip) return answer;
      const timer = setTimeout(() => void this.end(), limitMs);
      return answer.finally(() => clearTimeout(timer));
    }
  };
