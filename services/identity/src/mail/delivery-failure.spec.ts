import { afterFailure, MOST_ATTEMPTS } from './delivery-failure.js';

const error = (part: object): Error => Object.assign(new Error('they said no'), part);
const most = (): number => 0.999_999;

describe('afterFailure', () => {
  it.each([
    ['an unknown mailbox', { code: 'EENVELOPE', responseCode: 550 }, 'give_up'],
    ['a refused message', { code: 'EMESSAGE', responseCode: 554 }, 'give_up'],
    ['an address that is none', { code: 'EENVELOPE' }, 'give_up'],
    ['a full mailbox', { code: 'EENVELOPE', responseCode: 452 }, 'retry'],
    ['greylisting', { code: 'EENVELOPE', responseCode: 451 }, 'retry'],
    ['a wrong password of ours', { code: 'EAUTH', responseCode: 535 }, 'retry'],
    ['a server that is away', { code: 'ECONNECTION' }, 'retry'],
    ['a certificate that is not theirs', { code: 'ETLS' }, 'retry'],
    ['anything else', {}, 'retry'],
  ])('%s', (_what, part, trigger) => expect(afterFailure(error(part), 1)).toMatchObject({ trigger }));

  it.each([
    [1, 4_999],
    [2, 9_999],
    [12, 3_599_996],
  ])('waits at most so long after try %i', (attempts, waitMs) =>
    expect(afterFailure(error({}), attempts, most)).toEqual({ trigger: 'retry', reason: 'they said no', waitMs }),
  );

  it('gives up at last, and says why', () =>
    expect(afterFailure(error({}), MOST_ATTEMPTS)).toMatchObject({
      trigger: 'give_up',
      reason: `gave up after ${MOST_ATTEMPTS} tries: they said no`,
    }));

  it('keeps one line of what was said', () =>
    expect(afterFailure(new Error('a\r\nb'.padEnd(900, 'x')), 1).reason).toMatch(/^a bx{295,}$/));
});
