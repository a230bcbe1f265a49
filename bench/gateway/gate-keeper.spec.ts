import type { JobResult } from '../load/job.ts';
import { isValid } from '../result/result.ts';
import type { Subject } from './arms.ts';
import { GateKeeper } from './gate-keeper.ts';

const subject = { id: 'ours-key' } as Subject;
const answers = (acked: number[], wrong = 0): JobResult =>
  ({ acked, wrong, firstWrong: wrong > 0 ? 'HTTP/1.1 500' : null }) as JobResult;

describe('GateKeeper', () => {
  it('is content when everything acknowledged arrived once', () => {
    const gate = new GateKeeper();
    gate.count(subject, answers([1, 2]));
    gate.count(subject, answers([3]));
    const verdict = gate.verdict(new Map([1, 2, 3].map((id) => [id, 1])));
    expect(verdict).toEqual({ acked: 3, stored: 3, lost: 0, dup: 0, wrong: 0 });
    expect(isValid(verdict)).toBe(true);
  });

  it.each([
    ['lost', answers([1, 2]), new Map([[1, 1]])],
    ['dup', answers([1]), new Map([[1, 2]])],
    ['wrong', answers([1], 1), new Map([[1, 1]])],
  ] as const)('finds what is %s', (what, result, receipts) => {
    const gate = new GateKeeper();
    gate.count(subject, result);
    const verdict = gate.verdict(receipts);
    expect(verdict[what]).toBe(1);
    expect(isValid(verdict)).toBe(false);
  });

  it('says who answered wrongly', () => {
    const gate = new GateKeeper();
    gate.count(subject, answers([], 2));
    gate.refuse('ours-jwt: no ratelimit');
    expect(gate.reasons).toEqual(['ours-key: 2 wrong answers, the first: HTTP/1.1 500', 'ours-jwt: no ratelimit']);
    expect(gate.verdict(new Map()).wrong).toBe(3);
  });
});
