import { isRotating, publishedAt, PUBLISH_MS, rotationTimes, signerAt, VERIFY_MS } from './signing-key-schedule.js';

const START = Date.parse('2026-01-01T00:00:00Z');
const { signsAt, predecessorRetiresAt } = rotationTimes(START);
const OLD = { kid: 'old', signsAt: new Date(START - 1e9), retiredAt: predecessorRetiresAt };
const NEW = { kid: 'new', signsAt, retiredAt: null };

describe('the schedule of a rotation', () => {
  it.each([
    { when: 'as it begins', after: 0, signer: 'old', published: ['old', 'new'] },
    { when: 'a moment before the new key signs', after: PUBLISH_MS - 1, signer: 'old', published: ['old', 'new'] },
    { when: 'when it signs', after: PUBLISH_MS, signer: 'new', published: ['old', 'new'] },
    { when: 'while a token lives', after: PUBLISH_MS + VERIFY_MS - 1, signer: 'new', published: ['old', 'new'] },
    { when: 'when none does', after: PUBLISH_MS + VERIFY_MS, signer: 'new', published: ['new'] },
  ])('$when', ({ after, signer, published }) => {
    const now = START + after;
    expect(signerAt([NEW, OLD], now)?.kid).toBe(signer);
    expect(publishedAt([OLD, NEW], now).map(({ kid }) => kid)).toEqual(published);
    expect(isRotating(NEW, now)).toBe(signer === 'old');
  });

  it('lets the oldest sign for a clock that is behind all of them', () =>
    expect(signerAt([NEW, OLD], OLD.signsAt.getTime() - 1)?.kid).toBe('old'));

  it('has nobody sign before there is a key', () => expect(signerAt([], START)).toBeUndefined());
});
