import { ofRun, submittedRequests } from './approvals.mjs';
import { commits } from './commits.mjs';
import { releases } from './delivery.mjs';
import { ago, id } from './ids.mjs';
import { ada, grace, linus } from './people.mjs';
import { GRAPH } from './run-graph.mjs';

export const artifacts = [
  {
    id: id('art1'),
    executionId: id('run41'),
    nodeKey: 'package',
    name: 'checkout',
    fileName: 'checkout-1.8.1.tgz',
    digest: releases[0].artifactDigest,
    sizeBytes: 1_482_240,
    createdAt: ago(4),
  },
];

const evidence = {
  digest: `sha256:${'4be1c07f93a2'.repeat(5)}abcd`,
  artifactDigest: releases[0].artifactDigest,
  artifactName: 'checkout-1.8.1.tgz',
  commit: commits[0],
  nodes: GRAPH.slice(0, 6).map(([key, kind], index) => ({
    key,
    kind,
    status: 'succeeded',
    durationMs: 3200 + index * 4100,
  })),
};
const approval = (key, extra) => ({
  id: id(key),
  executionId: id('run41'),
  executionNumber: 41,
  pipelineName: 'checkout',
  nodeKey: 'approve',
  title: 'Promote checkout 1.8.1 to Production',
  effect:
    'checkout 1.8.1 replaces 1.7.4 in Production on 1 host. If its health check fails, 1.7.4 comes back by itself.',
  state: 'pending',
  requiredVotes: 2,
  votes: [
    {
      userId: grace.userId,
      userName: grace.fullName,
      decision: 'approve',
      comment: 'Looked at staging: fine.',
      votedAt: ago(2),
    },
  ],
  requestedById: linus.userId,
  requestedByName: linus.fullName,
  evidence,
  environments: [],
  canVote: true,
  cannotVoteReason: null,
  requestedAt: ago(4),
  decidedAt: null,
  ...extra,
});
export const approvals = [
  approval('appr1', {}),
  approval('appr2', {
    executionId: id('run40'),
    executionNumber: 40,
    title: 'Promote catalog 3.3.0 to Production',
    pipelineName: 'catalog',
    requiredVotes: 1,
    votes: [],
    effect: 'catalog 3.3.0 replaces 3.2.0 in Production on 1 host.',
    canVote: false,
    cannotVoteReason: 'You asked for this yourself. Another member has to decide.',
    requestedById: ada.userId,
    requestedByName: ada.fullName,
    requestedAt: ago(80),
  }),
  approval('appr3', {
    executionNumber: 38,
    title: 'Promote checkout 1.8.0 to Production',
    state: 'approved',
    canVote: false,
    cannotVoteReason: 'This request has ended.',
    requestedAt: ago(120),
    decidedAt: ago(44),
    requiredVotes: 1,
  }),
  approval('appr4', {
    ...{ executionId: id('run38'), executionNumber: 38, title: 'Promote checkout 1.7.9 to Production' },
    ...{ state: 'superseded', canVote: false, cannotVoteReason: 'This request has ended.', votes: [] },
    ...{ supersededBy: { approvalId: id('appr1'), executionId: id('run41'), number: 41 }, decidedAt: ago(5) },
    requestedAt: ago(300),
  }),
].map(ofRun);
export const approvalRequests = [...submittedRequests, ...approvals];
