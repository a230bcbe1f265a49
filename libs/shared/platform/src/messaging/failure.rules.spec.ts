import { AppError } from '@throughline/kernel';
import { burialOf, classify, type FailureKind, MOST_STARTS } from './failure.rules.js';
import { UnknownOutcome } from './unknown-outcome.js';

const withCode = (code: string): Error => Object.assign(new Error('broken'), { code });

describe('classify', () => {
  it.each<[string, unknown, FailureKind]>([
    ['a refusal', new AppError('event_invalid', 'invalid', 'no'), 'permanent'],
    ['a missing thing', new AppError('gone', 'not_found', 'no'), 'permanent'],
    ['an outage', new AppError('down', 'unavailable', 'later'), 'transient'],
    ['a limit', new AppError('slow', 'limited', 'later'), 'transient'],
    ['a deadlock', withCode('40P01'), 'transient'],
    ['a statement that took too long', withCode('57014'), 'transient'],
    ['a refused connection', withCode('ECONNREFUSED'), 'transient'],
    ['a lost connection', new Error('Connection terminated unexpectedly'), 'transient'],
    ['a null byte', withCode('22021'), 'permanent'],
    ['a broken constraint', withCode('23505'), 'unexpected'],
    ['an exhausted stack', new RangeError('Maximum call stack size exceeded'), 'unexpected'],
    ['a bug', new TypeError('undefined is not a function'), 'unexpected'],
    ['something that is no error', 'broken', 'unexpected'],
    ['a call that broke off', new UnknownOutcome('no answer'), 'unknown_outcome'],
  ])('takes %s for what it is', (_what, error, kind) => expect(classify(error)).toBe(kind));
});

describe('burialOf', () => {
  it.each<[FailureKind, number, boolean, string | undefined]>([
    ['permanent', 1, false, 'permanent'],
    ['transient', 1, false, undefined],
    ['transient', MOST_STARTS.transient - 1, false, undefined],
    ['transient', MOST_STARTS.transient, false, 'exhausted'],
    ['unexpected', 2, false, undefined],
    ['unexpected', 3, false, 'quarantined'],
    ['unknown_outcome', 1, false, 'unknown_outcome'],
    ['unknown_outcome', 1, true, undefined],
    ['unknown_outcome', MOST_STARTS.unknown_outcome, true, 'exhausted'],
  ])('%s at start %d (reconcile: %s) → %s', (kind, starts, canReconcile, reason) =>
    expect(burialOf(kind, starts, canReconcile)).toBe(reason),
  );
});
