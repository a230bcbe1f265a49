import { AsyncLocalStorage } from 'node:async_hooks';
import DataLoader from 'dataloader';
import type { Tx } from './tx.js';

/** Runs something as part of the shared transaction, and of none of the requests that share it. */
type Within = <R>(run: () => R) => R;

const shared = new WeakMap<Tx, Within>();

/** From now on the calls of the transaction are combined, in the context at hand. */
export function markShared(tx: Tx): void {
  shared.set(tx, AsyncLocalStorage.snapshot());
}

/** For what cannot be told apart from what another part of the same transaction does. @throws in one that is shared */
export function refuseShared(tx: Tx): void {
  if (shared.has(tx)) throw new Error('this needs a transaction of its own');
}

type Each<Item, Result> = (tx: Tx, item: Item) => Promise<Result>;

/**
 * What is asked in one turn by those who share a transaction is asked once, with what each of them gave. In any other
 * transaction each call is one of its own, at once.
 * @param work resolves to a result for each item, in their order; what it throws is told to all of them
 */
export function combined<Item, Result>(
  work: (tx: Tx, items: readonly Item[]) => Promise<readonly Result[]>,
): Each<Item, Result> {
  const loaders = new WeakMap<Tx, DataLoader<Item, Result>>();
  return async (tx, item) => {
    const within = shared.get(tx);
    if (!within) return (await work(tx, [item]))[0] as Result;
    const loader = loaders.get(tx) ?? loaderOf((items) => work(tx, items), within);
    loaders.set(tx, loader);
    return loader.load(item);
  };
}

/** Gathers until nothing of this turn is left to do, as the connection does with statements (`pipeliningClient`). */
function loaderOf<Item, Result>(
  work: (items: readonly Item[]) => Promise<readonly Result[]>,
  within: Within,
): DataLoader<Item, Result> {
  const batchScheduleFn = (ask: () => void): void => queueMicrotask(() => process.nextTick(() => within(ask)));
  return new DataLoader<Item, Result>(work, { cache: false, batchScheduleFn });
}

/**
 * As `combined`, for questions by a key: one that several ask in the same turn is asked once, and they share the answer.
 * @param read resolves to what there is, by key
 * @param none the answer for a key that nothing is found for
 */
export function combinedRead<Result>(
  read: (tx: Tx, keys: readonly string[]) => Promise<ReadonlyMap<string, Result>>,
  ...none: undefined extends Result ? [] : [none: Result]
): Each<string, Result> {
  return combined(async (tx, keys) => {
    const found = await read(tx, [...new Set(keys)]);
    return keys.map((key) => found.get(key) ?? (none[0] as Result));
  });
}
