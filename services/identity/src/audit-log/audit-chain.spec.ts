import { CHAIN_START, type ChainedFact, chainHash } from './audit-chain.js';

const fact: ChainedFact = {
  id: '0199a8c2-5b1e-7c3a-9a54-2f0d7e6b1c11',
  orgId: '0199a8c2-5b1e-7c3a-9a54-2f0d7e6b1c12',
  sequence: 1,
  service: 'identity',
  action: 'member.added',
  actorId: null,
  actorName: 'Throughline',
  impersonatorId: '0199a8c2-5b1e-7c3a-9a54-2f0d7e6b1c13',
  impersonatorName: 'Grace',
  resourceKind: 'member',
  resourceId: 'm',
  resourceName: null,
  before: null,
  after: { role: 'viewer', b: 1 },
  ip: null,
  userAgent: null,
  occurredAt: '2026-11-20T12:00:00.000Z',
};

describe('chainHash', () => {
  const hash = chainHash(CHAIN_START, fact);

  it('does not depend on the order of keys', () => {
    const reordered = Object.fromEntries(Object.entries({ ...fact, after: { b: 1, role: 'viewer' } }).reverse());
    expect(chainHash(CHAIN_START, reordered as unknown as ChainedFact)).toEqual(hash);
  });

  it.each(Object.keys(fact))('depends on %s', (field) =>
    expect(chainHash(CHAIN_START, { ...fact, [field]: 'changed' })).not.toEqual(hash),
  );

  it('of what nobody stood behind is what it was before that could be told', () => {
    const { impersonatorId: _id, impersonatorName: _name, ...direct } = fact;
    expect(chainHash(CHAIN_START, direct).toString('hex')).toBe(
      '05de858dd37e848690d515dd2c2a66945495df3039d611c7dbf02bcd4d4c8832',
    );
    expect(chainHash(CHAIN_START, direct)).not.toEqual(hash);
  });

  it('depends on the entry before', () => expect(chainHash(hash, fact)).not.toEqual(hash));
});
