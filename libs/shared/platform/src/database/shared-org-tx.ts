import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { continueTrace, currentContext, type RequestContext, runInContext } from '../context/request-context.js';
import { Line } from './line.js';
import { OrgTx } from './org-tx.js';
import { markShared } from './combined.js';
import type { Tx } from './tx.js';

/** How many share a transaction at most: what one of them does wrong costs the others a second try. */
const MOST = 64;

type Work<T> = (tx: Tx) => Promise<T>;

interface Guest {
  work: Work<unknown>;
  /** Runs something as part of the request that asked, whose context is this. */
  within: <R>(run: () => R) => R;
  context: RequestContext | undefined;
  take: (result: unknown) => void;
  refuse: (error: unknown) => void;
}

/**
 * A transaction that those share who ask for one at the same time, in the same organization: it costs one way to the
 * database and one commit for all of them, and what `combined` makes of their statements. Each of them works in its own
 * context. None is heard of before the commit, and none commits what another one failed of: who fails is left out, and
 * does it again in a transaction of its own, as the others do together. So `work` may run more than once, and has no
 * effect outside of its transaction but for the last time, as in an `OrgTx`.
 */
@Injectable()
export class SharedOrgTx {
  private readonly line = new Line<Guest>((orgId, guests) => this.serve(orgId, guests), MOST);

  constructor(private readonly orgTx: OrgTx) {}

  /** As `OrgTx.run`. A request with an idempotency key has a transaction of its own: it is recorded as a step of it. */
  run<T>(orgId: string, work: Work<T>): Promise<T> {
    if (currentContext()?.steps) return this.orgTx.run(orgId, work);
    return new Promise<T>((take, refuse) => {
      const [within, context] = [AsyncLocalStorage.snapshot(), currentContext()];
      this.line.join(orgId, { work, within, context, take: take as (result: unknown) => void, refuse });
    });
  }

  private async serve(orgId: string, guests: readonly Guest[]): Promise<void> {
    let left = guests;
    while (left.length > 1) {
      const failed = await this.together(orgId, left);
      // Not waited for: what one of them waits for may take longer than anybody else has time.
      for (const guest of left) if (failed.has(guest)) void this.alone(orgId, guest);
      left = failed.size > 0 ? left.filter((guest) => !failed.has(guest)) : [];
    }
    await Promise.all(left.map((guest) => this.alone(orgId, guest)));
  }

  private async alone(orgId: string, { work, within, take, refuse }: Guest): Promise<void> {
    await within(async () => this.orgTx.run(orgId, work)).then(take, refuse);
  }

  /**
   * Resolves to those who have to do it again, and then nothing has been done; everybody else knows how it ended. What
   * goes wrong with the commit itself is told to all: it may have happened.
   */
  private async together(orgId: string, guests: readonly Guest[]): Promise<ReadonlySet<Guest>> {
    const failed = new Set<Guest>();
    let results: unknown[] = [];
    const transaction = inContextOf(guests, async () =>
      this.orgTx.run(orgId, async (tx) => {
        markShared(tx);
        results = await Promise.all(guests.map((guest) => guest.within(() => part(tx, guest, failed))));
        if (failed.size > 0) throw new Error('a part of a shared transaction failed');
      }),
    );
    await transaction.then(
      () => guests.forEach(({ take }, at) => take(results[at])),
      (error: unknown) => failed.size > 0 || guests.forEach(({ refuse }) => refuse(error)),
    );
    return failed;
  }
}

/** The transaction is nobody's in particular. It has until the answer to who came last is due, as nobody has longer. */
function inContextOf<R>(guests: readonly Guest[], run: () => R): R {
  const last = guests.at(-1)?.context;
  if (!last) return run();
  return runInContext({ ...last, actor: null, traceparent: continueTrace(undefined), span: undefined }, run);
}

/** What one of them does. At its end it must not be too late: what was refused may not be committed. */
async function part(tx: Tx, guest: Guest, failed: Set<Guest>): Promise<unknown> {
  try {
    const result = await guest.work(tx);
    if (currentContext()?.deadline?.isOver === true) failed.add(guest);
    return result;
  } catch {
    failed.add(guest);
    return undefined;
  }
}
