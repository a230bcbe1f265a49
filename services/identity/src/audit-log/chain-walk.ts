import { CHAIN_START, type ChainedFact, chainHash } from './audit-chain.js';

export interface StoredEntry {
  fact: ChainedFact;
  hash: Buffer;
}

/** Where a chain is known to end. */
export interface ChainHead {
  length: number;
  hash: Buffer;
}

export type ChainFault = 'missing' | 'altered' | 'truncated' | 'beyond_head' | 'head_altered';

export interface BadEntry {
  fault: ChainFault;
  /** The first place in the chain that is not as it was recorded. */
  sequence: number;
  /** The entry that stands there now; null when none does. */
  entry: ChainedFact | null;
}

/**
 * Follows an organization's chain from its start, entry by entry. The first entry that is missing, or does not follow
 * the one before it with the hash that was recorded, ends the walk: an altered entry, one that was put in, and one
 * that stands in another's place all break it where they stand.
 */
export class ChainWalk {
  private length = 0;
  private hash: Buffer = CHAIN_START;

  /** How far the chain was found good. */
  get verified(): number {
    return this.length;
  }

  /** The next entry, in the order of their places. Undefined when it is right. */
  step({ fact, hash }: StoredEntry): BadEntry | undefined {
    const sequence = this.length + 1;
    if (fact.sequence !== sequence) return { fault: 'missing', sequence, entry: null };
    if (!chainHash(this.hash, fact).equals(hash)) return { fault: 'altered', sequence, entry: fact };
    this.length = sequence;
    this.hash = hash;
    return undefined;
  }

  /** After the last entry: whether the chain ends where its head says. */
  end(head: ChainHead | undefined): BadEntry | undefined {
    const { length = 0, hash = CHAIN_START } = head ?? {};
    if (length > this.length) return { fault: 'truncated', sequence: this.length + 1, entry: null };
    if (length < this.length) return { fault: 'beyond_head', sequence: length + 1, entry: null };
    return hash.equals(this.hash) ? undefined : { fault: 'head_altered', sequence: this.length, entry: null };
  }
}
