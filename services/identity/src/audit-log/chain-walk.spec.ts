import { CHAIN_START, type ChainedFact, chainHash } from './audit-chain.js';
import { type BadEntry, type ChainHead, ChainWalk, type StoredEntry } from './chain-walk.js';

const factAt = (sequence: number, action = `step_${sequence}.done`): ChainedFact => ({
  id: `id-${sequence}`,
  orgId: 'org',
  sequence,
  service: 'identity',
  action,
  actorId: null,
  actorName: 'Throughline',
  resourceKind: 'thing',
  resourceId: 'x',
  resourceName: null,
  before: null,
  after: null,
  ip: null,
  userAgent: null,
  occurredAt: '2026-11-20T12:00:00.000Z',
});

function chainOf(length: number): { entries: StoredEntry[]; head: ChainHead } {
  const entries: StoredEntry[] = [];
  let hash: Buffer = CHAIN_START;
  for (let sequence = 1; sequence <= length; sequence++) {
    const fact = factAt(sequence);
    hash = chainHash(hash, fact);
    entries.push({ fact, hash });
  }
  return { entries, head: { length, hash } };
}

function walk(entries: readonly (StoredEntry | undefined)[], head: ChainHead | undefined): BadEntry | undefined {
  const walker = new ChainWalk();
  for (const entry of entries) {
    const bad = entry && walker.step(entry);
    if (bad) return bad;
  }
  return walker.end(head);
}

describe('a walk along the chain', () => {
  const { entries, head } = chainOf(5);
  const [one, two, three, four, five] = entries as [StoredEntry, StoredEntry, StoredEntry, StoredEntry, StoredEntry];
  const moved = ({ fact, hash }: StoredEntry, sequence: number): StoredEntry => ({ fact: { ...fact, sequence }, hash });
  const forged = { fact: factAt(3, 'forged'), hash: chainHash(two.hash, factAt(3, 'forged')) };

  it('finds nothing wrong with what is right', () => {
    expect(walk(entries, head)).toBeUndefined();
    expect(walk([], undefined)).toBeUndefined();
  });

  it.each([
    ['a deleted entry', [one, two, four, five], head, 'missing', 3],
    ['the first deleted', [two, three, four, five], head, 'missing', 1],
    ['a deleted entry whose gap was closed', [one, two, moved(four, 3), moved(five, 4)], head, 'altered', 3],
    ['an altered entry', [one, two, { ...three, fact: factAt(3, 'x') }, four, five], head, 'altered', 3],
    ['an altered entry with its hash', [one, two, forged, four, five], head, 'altered', 4],
    ['two entries reordered', [one, moved(three, 2), moved(two, 3), four, five], head, 'altered', 2],
    ['an inserted entry', [one, two, forged, moved(three, 4), moved(four, 5), moved(five, 6)], head, 'altered', 4],
    [
      'an entry put at the end',
      [...entries, { fact: factAt(6), hash: chainHash(five.hash, factAt(6)) }],
      head,
      'beyond_head',
      6,
    ],
    ['a cut-off end', [one, two, three], head, 'truncated', 4],
    ['a chain without its head', entries, undefined, 'beyond_head', 1],
    ['another head', entries, { length: 5, hash: CHAIN_START }, 'head_altered', 5],
  ] as const)('finds %s', (...[, chain, end, fault, sequence]) =>
    expect(walk([...chain], end)).toMatchObject({ fault, sequence }),
  );
});
