import type { DataSource } from 'typeorm';
import { withoutContext } from '../context/request-context.js';
import { type Hint, hintsOf } from './hints.js';

/** What a transaction leaves to be done when, and only when, it is committed. */
export class AfterCommit {
  readonly hints: Hint[] = [];
  readonly calls: (() => void)[] = [];

  /** The calls are no part of the request that asked for the transaction: what they begin may outlive it. */
  run(dataSource: DataSource): void {
    withoutContext(() => this.calls.forEach((call) => call()));
    hintsOf(dataSource).send(this.hints);
  }
}
