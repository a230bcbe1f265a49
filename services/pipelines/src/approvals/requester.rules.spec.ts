import { offersOf } from './requester.rules.js';

const ada = { id: 'ada', permissions: new Set<string>() };
const manager = { id: 'eve', permissions: new Set(['approvals.manage']) };
const bob = { id: 'bob', permissions: new Set(['approvals.vote']) };
const request = { kind: 'run', state: 'pending', requestedById: 'ada' } as const;

describe('offersOf', () => {
  it.each([
    ['who asks', request, ada, { canAnswer: false, canWithdraw: true }],
    ['who asks, of changes', { ...request, state: 'changes_requested' }, ada, { canAnswer: true, canWithdraw: true }],
    ['who manages', { ...request, state: 'changes_requested' }, manager, { canAnswer: true, canWithdraw: true }],
    ['another', { ...request, state: 'changes_requested' }, bob, { canAnswer: false, canWithdraw: false }],
    ['who asked, once decided', { ...request, state: 'approved' }, ada, { canAnswer: false, canWithdraw: false }],
    ['a manager, of a promotion', { ...request, kind: 'promotion' }, manager, { canAnswer: false, canWithdraw: false }],
    ['anybody where nobody asks', { ...request, requestedById: null }, bob, { canAnswer: false, canWithdraw: false }],
  ] as const)('%s', (_who, one, caller, expected) => expect(offersOf(one, caller)).toEqual(expected));
});
