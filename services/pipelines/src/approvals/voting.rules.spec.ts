import { OPEN_RULE } from './approval-rule.rules.js';
import { type Ballot, decisionOf, lacksComment, type Person, refusalOfVote, standingOf } from './voting.rules.js';

const person = (userId: string, more: Partial<Person> = {}): Person => {
  return { userId, name: userId, email: `${userId}@x`, role: 'developer', groups: [], ...more };
};
const bob = { ...person('bob'), delegators: [] };
const leads = { ...OPEN_RULE, groups: ['leads'] };
const lead = person('lea', { groups: ['leads'] });
const ballot: Ballot = {
  state: 'pending',
  voter: bob,
  requestedById: 'ada',
  authorEmail: 'ada@x',
  rule: OPEN_RULE,
  votes: [],
};
const vote = (userId: string, decision: 'approve' | 'reject' = 'approve', onBehalfOfId: string | null = null) => {
  return { userId, decision, onBehalfOfId };
};
const asAuthor = { ...person('ada', { email: 'Ada@X' }), delegators: [] };

describe('refusalOfVote', () => {
  it.each<[string, Partial<Ballot>, string | undefined]>([
    ['another member', {}, undefined],
    ['one who started it', { voter: { ...asAuthor, email: 'other@x' } }, 'approval_self_vote'],
    ['the author of the commit', { voter: { ...bob, email: 'Ada@X' } }, 'approval_self_vote'],
    ['the author, when somebody else started it', { requestedById: 'eve', voter: asAuthor }, 'approval_self_vote'],
    [
      'the author, where the rule allows it',
      { requestedById: 'eve', voter: asAuthor, rule: { ...OPEN_RULE, author: 'allowed' } },
      undefined,
    ],
    [
      'one who asked, whatever the rule says of authors',
      { voter: asAuthor, rule: { ...OPEN_RULE, author: 'allowed' } },
      'approval_self_vote',
    ],
    ['anybody where nobody asked', { requestedById: null }, undefined],
    ['anybody where there is no commit', { authorEmail: null }, undefined],
    ['a second time', { votes: [vote('bob')] }, 'approval_already_voted'],
    ['one whose membership is not known yet', { voter: undefined }, 'approval_voter_unknown'],
    ['on a decided request', { state: 'rejected' }, 'approval_decided'],
    ['on a superseded request', { state: 'superseded' }, 'approval_decided'],
    ['while changes are requested', { state: 'changes_requested' }, 'approval_changes_requested'],
    ['one of no group that is named', { rule: leads }, 'approval_not_eligible'],
    ['one of a group that is named', { rule: leads, voter: { ...lead, delegators: [] } }, undefined],
    ['one of a role that is named', { rule: { ...OPEN_RULE, roles: ['developer'] } }, undefined],
    ['one of another role', { rule: { ...OPEN_RULE, roles: ['owner'] } }, 'approval_not_eligible'],
    ['a member that is named', { rule: { ...OPEN_RULE, roles: ['owner'], members: ['bob'] } }, undefined],
  ])('%s', (_who, change, expected) => expect(refusalOfVote({ ...ballot, ...change })).toBe(expected));

  it('lets a vote be changed, and not be cast twice', () => {
    const voted = { ...ballot, votes: [vote('bob')] };
    expect(refusalOfVote(voted, 'reject')).toBeUndefined();
    expect(refusalOfVote(voted, 'approve')).toBe('approval_already_voted');
  });
});

describe('a place that was delegated', () => {
  const standIn = { ...bob, delegators: [lead] };
  const delegated = { ...ballot, rule: leads, voter: standIn };
  it('is taken for the one who gave it', () => expect(standingOf(delegated)).toEqual({ onBehalfOf: lead }));
  it('is not needed by who may vote as themselves', () =>
    expect(standingOf({ ...delegated, rule: OPEN_RULE })).toEqual({ onBehalfOf: null }));
  it.each<[string, Partial<Ballot>, string]>([
    ['of one who has none', { voter: { ...bob, delegators: [person('eve')] } }, 'approval_not_eligible'],
    ['of the one who asks', { requestedById: 'lea' }, 'approval_not_eligible'],
    ['by the one who asks', { requestedById: 'bob' }, 'approval_self_vote'],
    ['after its owner has voted', { votes: [vote('lea')] }, 'approval_place_taken'],
    ['after another has voted for its owner', { votes: [vote('eve', 'approve', 'lea')] }, 'approval_place_taken'],
  ])('is no place %s', (_what, change, refusal) =>
    expect(standingOf({ ...delegated, ...change })).toEqual({ refusal }),
  );
  it('leaves its owner no second vote', () => {
    const owner = { ...lead, delegators: [] };
    const taken = { ...delegated, voter: owner, votes: [vote('bob', 'approve', 'lea')] };
    expect(standingOf(taken)).toEqual({ refusal: 'approval_place_taken' });
  });
  it('takes the next one where the first is taken', () => {
    const second = person('leo', { groups: ['leads'] });
    const voter = { ...bob, delegators: [lead, second] };
    expect(standingOf({ ...delegated, voter, votes: [vote('lea')] })).toEqual({ onBehalfOf: second });
  });
});

describe('decisionOf', () => {
  it.each([
    [[], 1, undefined],
    [['approve'], 1, 'approve'],
    [['approve'], 2, undefined],
    [['approve', 'approve'], 2, 'approve'],
    [['approve', 'reject'], 2, 'reject'],
    [['reject'], 3, 'reject'],
  ] as const)('%j of %i: %s', (votes, required, expected) => expect(decisionOf(votes, required)).toBe(expected));
});

describe('lacksComment', () => {
  it.each([
    ['optional', 'reject', undefined, false],
    ['reject', 'approve', undefined, false],
    ['reject', 'reject', undefined, true],
    ['reject', 'reject', '  ', true],
    ['reject', 'reject', 'no', false],
    ['always', 'approve', '', true],
    ['always', 'approve', 'yes', false],
  ] as const)('%s, %s, %j: %s', (comment, decision, words, expected) =>
    expect(lacksComment({ ...OPEN_RULE, comment }, decision, words)).toBe(expected),
  );
});
