import { describe, expect, it } from 'vitest';
import type { ApprovalRequestResponse } from '../../../shared/api/generated/types.gen.js';
import { isSpoken, stateFor, subjectOf, urgencyOf, votersOf } from './request-words.js';

const request = (extra: object) =>
  ({ kind: 'run', state: 'pending', canVote: true, run: null, change: null, ...extra }) as ApprovalRequestResponse;

describe('the words of a request', () => {
  it('say that others have to decide, while it waits', () => {
    expect(stateFor(request({})).word).toBe('Waiting');
    expect(stateFor(request({ canVote: false })).word).toBe('Waits for others');
    expect(stateFor(request({ canVote: false, state: 'superseded' })).word).toBe('Superseded');
  });

  it('say what it is about', () => {
    expect(subjectOf(request({ run: { pipelineName: 'checkout', number: 41 } }))).toBe('checkout #41');
    expect(subjectOf(request({ kind: 'change_request', change: { number: 7 } }))).toBe('Change request 7');
    expect(subjectOf(request({ kind: 'drift' }))).toBe('Drift');
  });

  it.each<[string, boolean, string | null, string | undefined]>([
    ['2026-11-20T11:01:00Z', false, null, undefined],
    ['2026-11-20T10:59:00Z', false, null, 'Soon'],
    ['2026-11-20T09:59:00Z', false, null, 'Late'],
    ['2026-11-20T09:00:00Z', true, null, 'Late'],
    ['2026-11-20T10:10:00Z', false, '2026-11-20T09:00:00Z', undefined],
    ['2026-11-20T09:10:00Z', false, '2026-11-20T09:00:00Z', undefined],
  ])('say how urgent it is: due %s, late %s, standing since %s', (dueAt, isBreached, pausedAt, word) =>
    expect(urgencyOf({ dueAt, isBreached, pausedAt }, Date.parse('2026-11-20T10:00:00Z'))?.word).toBe(word),
  );

  it('name who may vote', () => {
    const rule = { roles: ['owner'], groups: ['leads'], members: ['u1', 'u2'] };
    const nameOf = (userId: string) => (userId === 'u1' ? 'Ada' : undefined);
    expect(votersOf(request({ rule }), nameOf)).toEqual(['role owner', 'group leads', 'Ada', 'a member']);
    expect(votersOf(request({ rule: { roles: [], groups: [], members: [] } }), nameOf)).toEqual([]);
  });

  it('tell what was written from what was done', () =>
    expect([isSpoken('commented'), isSpoken('voted')]).toEqual([true, false]));
});
