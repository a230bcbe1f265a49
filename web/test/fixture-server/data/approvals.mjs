import { ago, id } from './ids.mjs';
import { ada, grace, linus } from './people.mjs';

const NOBODY = { roles: [], groups: [], members: [], comment: 'optional', author: 'barred' };
const DECIDED = 'This request has ended.';

const OFFERS = {
  ...{ canVote: true, cannotVoteReason: null, votesFor: null, myVote: null, canChangeVote: false },
  ...{ canRequestChanges: true, canAnswer: false, canWithdraw: false },
};

/** A run's request in the shape that all kinds share. */
export function ofRun(approval) {
  const { executionId, executionNumber: number, pipelineName, nodeKey, evidence, votes } = approval;
  const { digest, commit, nodes, artifactName, artifactDigest } = evidence;
  return {
    ...{ kind: 'run', rule: { ...NOBODY, groups: ['release-managers'], comment: 'reject' } },
    ...{ change: null, failure: null, subjectId: null, supersededBy: null, expiresAt: ago(-2000), ...OFFERS },
    ...approval,
    canRequestChanges: approval.canVote,
    run: { executionId, number, pipelineName, nodeKey },
    votes: votes.map((vote) => ({ counts: true, evidenceDigest: digest, onBehalfOfName: null, ...vote })),
    pack: {
      ...{ digest, commit, nodes, facts: [] },
      definition: { version: 12, digest: `sha256:${'77ab'.repeat(16)}` },
      artifacts: [{ name: artifactName, digest: artifactDigest, nodeKey: 'package' }],
    },
  };
}

const digestOf = (word) => `sha256:${word.repeat(16)}`;

const submitted = (key, { facts = [], change = null, ...extra }) => ({
  ...{
    id: id(key),
    state: 'pending',
    requiredVotes: 1,
    rule: NOBODY,
    votes: [],
    run: null,
    change,
    failure: null,
    subjectId: null,
  },
  ...{ requestedById: linus.userId, requestedByName: linus.fullName, environments: [], supersededBy: null, ...OFFERS },
  ...{ requestedAt: ago(30), decidedAt: null, expiresAt: null },
  pack: { digest: digestOf('9d04'), commit: null, definition: null, artifacts: [], nodes: [], facts },
  ...extra,
});

const change = (number, extra) => ({
  ...{ number, type: 'infrastructure', description: 'Four more gigabytes for the build host.', priority: 'high' },
  ...{ dueAt: ago(-300), pausedAt: null, isBreached: false, assigneeId: grace.userId, assigneeName: grace.fullName },
  ...extra,
});

const PRODUCTION = [{ id: id('production'), name: 'Production' }];

const closed = (state, minutes, more = {}) => ({
  ...{ state, decidedAt: ago(minutes), canVote: false, cannotVoteReason: DECIDED, canRequestChanges: false, ...more },
});
const vote = (who, decision, comment) => ({
  ...{ userId: who.userId, userName: who.fullName, decision, comment, votedAt: ago(50) },
  ...{ counts: true, evidenceDigest: digestOf('9d04'), onBehalfOfName: null },
});

export const submittedRequests = [
  submitted('cr1', {
    ...{ kind: 'change_request', title: 'More memory for the build host', environments: PRODUCTION, requiredVotes: 2 },
    effect: 'The host restarts once, tonight between 2 and 3.',
    rule: { ...NOBODY, groups: ['release-managers'], roles: ['owner'], comment: 'always' },
    votesFor: grace.fullName,
    votes: [
      {
        ...{ userId: id('margaret'), userName: 'Margaret Hamilton', decision: 'approve', comment: 'Long overdue.' },
        ...{ votedAt: ago(20), counts: false, evidenceDigest: digestOf('11aa'), onBehalfOfName: null },
      },
    ],
    change: change(7, { dueAt: ago(40), isBreached: true }),
    facts: [
      { term: 'Request', value: 'More memory for the build host' },
      { term: 'Type', value: 'infrastructure' },
      { term: 'Environment', value: 'Production' },
      {
        term: 'Description',
        value: 'Builds of checkout run out of memory.\nFour more gigabytes are enough until spring.',
      },
      { term: 'Effect', value: 'The host restarts once, tonight between 2 and 3.' },
    ],
  }),
  submitted('cr2', {
    ...{ kind: 'change_request', title: 'Access to the reports for the new analyst', state: 'changes_requested' },
    effect: 'She sees all reports of the shop.',
    ...{ requestedById: ada.userId, requestedByName: ada.fullName, canVote: false, canAnswer: true, canWithdraw: true },
    ...{ cannotVoteReason: 'Changes are requested. Votes are cast again once whoever asks has answered.' },
    canRequestChanges: false,
    change: change(8, { type: 'access', priority: 'normal', pausedAt: ago(10), assigneeId: null, assigneeName: null }),
    facts: [{ term: 'Request', value: 'Access to the reports for the new analyst' }],
  }),
  submitted('fail1', {
    ...{ kind: 'failure', title: 'test failed', canVote: false, canRequestChanges: false, expiresAt: ago(-600) },
    cannotVoteReason: 'This request is about a failure. It takes an answer, and no votes.',
    effect:
      'Another try repeats the step. Skipped, the run goes on without it and ends with a warning. Aborted, it fails.',
    run: { executionId: id('run46'), number: 46, pipelineName: 'checkout', nodeKey: 'test' },
    failure: {
      ...{ nodeId: id('run46test'), attempt: 2, outcome: 'failed', message: 'The command ended with exit code 1.' },
      ...{ exitCode: 1, firstErrorLine: 212, errorText: 'Error: connect ECONNREFUSED 127.0.0.1:5432' },
      form: { choices: ['retry', 'skip', 'abort'], commentNeededFor: ['skip'] },
      ...{ canAnswer: true, cannotAnswerReason: null, answer: null },
    },
  }),
  submitted('promo1', {
    ...{ kind: 'promotion', title: 'Promote catalog 3.3.0 to Production', environments: PRODUCTION },
    effect: 'catalog 3.3.0 replaces 3.2.0 in Production on 1 host.',
    subjectId: id('promotion1'),
    expiresAt: ago(-600),
    facts: [
      { term: 'Release', value: 'catalog 3.3.0' },
      { term: 'Verified in Staging', value: 'for 26 h, no incident' },
    ],
  }),
  submitted('drift1', {
    ...{ kind: 'drift', title: 'Adopt the changed limit of checkout in Staging', state: 'superseded', canVote: false },
    effect: 'The live value becomes the approved one.',
    ...{ cannotVoteReason: DECIDED, canRequestChanges: false, decidedAt: ago(5) },
  }),
  submitted('cr3', {
    ...{ kind: 'change_request', title: 'Open the port of the metrics to the new monitoring host in both regions' },
    effect: 'Port 9100 answers the monitoring host, and nobody else.',
    environments: PRODUCTION,
    change: change(9, { dueAt: ago(-4), priority: 'critical', assigneeId: ada.userId, assigneeName: ada.fullName }),
    facts: [{ term: 'Request', value: 'Open the port of the metrics' }],
  }),
  submitted('cr4', {
    ...{ kind: 'change_request', title: 'Turn the old cache off', ...closed('approved', 44) },
    effect: 'The old cache is turned off tonight.',
    ...{ votes: [vote(grace, 'approve', 'At last.')], change: change(10, { dueAt: ago(100), isBreached: true }) },
  }),
  submitted('cr5', {
    ...{ kind: 'change_request', title: 'Delete the backups of 2019', ...closed('rejected', 44) },
    effect: 'They are gone for good.',
    ...{ votes: [vote(grace, 'reject', 'We must keep them until 2029, says the law.')], change: change(11, {}) },
  }),
  submitted('cr6', {
    ...{ kind: 'change_request', title: 'A second build host', ...closed('withdrawn', 30) },
    ...{
      requestedById: ada.userId,
      requestedByName: ada.fullName,
      effect: 'Builds wait less.',
      change: change(12, {}),
    },
  }),
  submitted('promo2', {
    ...{ kind: 'promotion', title: 'Promote catalog 3.2.9 to Production', environments: PRODUCTION },
    ...{ effect: 'catalog 3.2.9 replaces 3.2.0 in Production on 1 host.', subjectId: id('promotion2') },
    ...closed('expired', 200, { expiresAt: ago(200) }),
  }),
  submitted('fail2', {
    ...{ kind: 'failure', title: 'test failed', ...closed('resolved', 90) },
    effect: 'Another try repeats the step. Skipped, the run goes on without it. Aborted, it fails.',
    run: { executionId: id('run44'), number: 44, pipelineName: 'catalog', nodeKey: 'test' },
    failure: {
      ...{ nodeId: id('run44test'), attempt: 3, outcome: 'timed_out', message: null, exitCode: null },
      ...{ firstErrorLine: null, errorText: null, form: { choices: ['retry', 'abort'], commentNeededFor: [] } },
      ...{ canAnswer: false, cannotAnswerReason: DECIDED },
      answer: { choice: 'retry', byName: grace.fullName, comment: 'The registry was down.', at: ago(90) },
    },
  }),
];

export const activity = [
  { kind: 'evidence_changed', actor: linus, text: null, at: ago(12) },
  { kind: 'answered', actor: linus, text: 'Tonight between 2 and 3, nobody builds then.', at: ago(14) },
  { kind: 'changes_requested', actor: grace, text: 'When does it restart?', at: ago(16) },
  { kind: 'voted', actor: { userId: id('margaret'), fullName: 'Margaret Hamilton' }, text: 'approve', at: ago(20) },
  { kind: 'requested', actor: linus, text: null, at: ago(30) },
].map(({ actor, ...line }, at) => ({
  ...{ id: id(`activity${at}`), actorId: actor.userId, actorName: actor.fullName, ...line },
}));

const member = ({ userId, fullName: name }) => ({ userId, name });

export const groups = [
  { id: id('group1'), slug: 'qa-leads', name: 'QA leads', members: [], createdAt: ago(9000) },
  {
    ...{ id: id('group2'), slug: 'release-managers', name: 'Release managers', createdAt: ago(9000) },
    members: [member(grace), member(linus)],
  },
];

export const delegations = [
  {
    ...{ id: id('delegation1'), fromUserId: grace.userId, fromName: grace.fullName, toUserId: ada.userId },
    ...{ toName: ada.fullName, approvalId: null, reason: 'On holiday', until: ago(-9000), createdAt: ago(60) },
  },
  {
    ...{ id: id('delegation2'), fromUserId: ada.userId, fromName: ada.fullName, toUserId: linus.userId },
    ...{ toName: linus.fullName, approvalId: id('cr1'), reason: null, until: ago(-500), createdAt: ago(60) },
  },
];
