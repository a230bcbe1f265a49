import type pg from 'pg';
import { createHash } from 'node:crypto';

/** More different statements than a service has; those of a process that makes up new ones all the time end here. */
const MOST = 1_000;
/** A column that a migration adds would change what such a statement gives, and PostgreSQL refuses it from then on. */
const OPEN_LIST = /(?:select|returning|,)\s+(?:\w+\.)?\*/i;

const names = new Map<string, string>();

/**
 * A connection that has each statement that is given with parameters, if only an empty list, parsed, and after a few times planned, once: for a short statement
 * that is most of what it costs. PgBouncer before 1.21 cannot carry such statements in transaction mode; there the
 * configuration turns this off.
 */
export function preparingClient(Client: typeof pg.Client): typeof pg.Client {
  return class extends Client {
    constructor(config?: pg.ClientConfig) {
      super(config);
      const query = this.query.bind(this) as (...statement: unknown[]) => unknown;
      this.query = ((text: unknown, values: unknown, ...rest: unknown[]) => {
        const name = typeof text === 'string' && Array.isArray(values) ? nameOf(text) : undefined;
        return name === undefined ? query(text, values, ...rest) : query({ name, text, values }, ...rest);
      }) as typeof this.query;
    }
  };
}

/** The name under which a connection keeps the statement; undefined for one that is sent as it is. */
export function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined) return known;
  if (names.size >= MOST || OPEN_LIST.test(text)) return undefined;
  const name = createHash('sha256').update(text).digest('base64url');
  names.set(text, name);
  return name;
}
