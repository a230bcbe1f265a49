import { type Ballot, decisionOf, refusalOfVote } from './voting.rules.js';
import { digestOf, type Evidence } from './evidence.js';

const ballot: Ballot = {
  state: 'pending',
  voterId: 'bob',
  voterEmail: 'bob@x',
  requestedById: 'ada',
  commitAuthorEmail: 'ada@x',
  voterIds: [],
};

describe('refusalOfVote', () => {
  it.each<[string, Partial<Ballot>, string | undefined]>([
    ['another member', {}, undefined],
    ['one who started it', { voterId: 'ada', voterEmail: 'other@x' }, 'approval_self_vote'],
    ['the author of the commit', { voterEmail: 'Ada@X' }, 'approval_self_vote'],
    ['the author, when somebody else started it', { requestedById: 'eve', voterEmail: 'ada@x' }, 'approval_self_vote'],
    ['anybody where nobody asked', { requestedById: null }, undefined],
    ['a second time', { voterIds: ['bob'] }, 'approval_already_voted'],
    ['one whose membership is not known yet', { voterEmail: undefined }, 'approval_voter_unknown'],
    ['on a decided request', { state: 'rejected' }, 'approval_decided'],
  ])('%s', (_who, change, expected) => expect(refusalOfVote({ ...ballot, ...change })).toBe(expected));
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

describe('digestOf', () => {
  const commit = {
    sha: 'a',
    branch: 'main',
    message: 'm',
    authorName: 'n',
    authorEmail: 'e',
    authoredAt: '2026-11-20T10:00:00.000Z',
  };
  const evidence: Evidence = {
    artifactDigest: 'sha256:1',
    artifactName: 'x',
    commit,
    nodes: [{ key: 'a', kind: 'shell', status: 'succeeded', durationMs: 5 }],
  };
  it('is the same for the same evidence, whatever the order of its keys', () => {
    const { nodes, ...rest } = evidence;
    expect(digestOf({ nodes, ...rest })).toBe(digestOf(evidence));
  });
  it.each<[string, Evidence]>([
    ['another artifact', { ...evidence, artifactDigest: 'sha256:2' }],
    ['another commit', { ...evidence, commit: { ...commit, sha: 'b' } }],
    ['another end of a node', { ...evidence, nodes: [{ key: 'a', kind: 'shell', status: 'failed', durationMs: 5 }] }],
    ['no node', { ...evidence, nodes: [] }],
  ])('differs for %s', (_what, other) => expect(digestOf(other)).not.toBe(digestOf(evidence)));
});
