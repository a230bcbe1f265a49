import type { Organization, World } from './world.js';

const DAY_MS = 86_400_000;

/** What a change request is made with. */
export const CHANGE = { title: 'canary', type: 'canary', description: 'canary', requiredVotes: 2 };

/** The ids of requests by hand, and which of them each command is for: one that it can be done to. */
export interface FurnishedRequests {
  ids: Record<'changeRequestId' | 'approvalGroupId' | 'delegationId', string>;
  paramsOf: Record<string, Record<string, string>>;
}

/** A group, a delegation and change requests in the states that the commands on them need; Carol is who commands. */
export async function furnishRequests(world: World, org: Organization): Promise<FurnishedRequests> {
  const post = async (user: string, path: string, body: object): Promise<{ id: string; [field: string]: unknown }> => {
    const answer = await world.as(org, 'post', path, { role: 'owner', user, body });
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.text}`);
    return answer.body;
  };
  const ask = async (user: string, more: object = {}): Promise<string> =>
    (await post(user, '/change-requests', { ...CHANGE, ...more })).id;
  const until = new Date(Date.now() + DAY_MS).toISOString();
  const group = await post(org.carol, '/approval-groups', { slug: 'canary', name: 'canary', memberIds: [org.bob] });
  const [changeRequestId, toVote, toQuestion, toAnswer, toWithdraw] = [
    await ask(org.carol, { expiresAt: until }),
    await ask(org.bob),
    await ask(org.bob),
    await ask(org.carol),
    await ask(org.carol),
  ];
  const shown = await world.as(org, 'get', `/approval-requests/${toAnswer}`);
  const question = { comment: 'canary', evidenceDigest: shown.body.pack.digest as string };
  await post(org.bob, `/approval-requests/${toAnswer}/request-changes`, question);
  const delegation = await post(org.carol, '/approval-delegations', {
    ...{ toUserId: org.bob, until, approvalId: changeRequestId, reason: 'canary' },
  });
  return {
    ids: { changeRequestId, approvalGroupId: group.id, delegationId: delegation.id },
    paramsOf: {
      voteOnRequest: { approvalId: toVote },
      requestChanges: { approvalId: toQuestion },
      answerRequestedChanges: { approvalId: toAnswer },
      withdrawApprovalRequest: { approvalId: toWithdraw },
      commentOnRequest: { approvalId: toVote },
    },
  };
}

/** A body for each command, of an organization with these people; the digest is that of every `CHANGE`. */
export function requestBodies(org: Organization, digest: string): Record<string, object> {
  const until = new Date(Date.now() + DAY_MS).toISOString();
  return {
    voteOnRequest: { decision: 'approve', evidenceDigest: digest, comment: 'Seen.' },
    requestChanges: { comment: 'Say where.', evidenceDigest: digest },
    answerRequestedChanges: { text: 'In the north.' },
    withdrawApprovalRequest: { comment: 'Not needed.' },
    commentOnRequest: { text: 'When?' },
    answerFailure: { choice: 'skip', comment: 'Known.' },
    createChangeRequest: {
      ...{ title: 'More memory', type: 'infrastructure', description: '4 GiB more', effect: 'The host is restarted.' },
      ...{ priority: 'high', environmentId: org.environments.production, requiredVotes: 2, roles: ['admin'] },
      ...{ groups: ['canary'], members: [org.bob], commentRule: 'always', assigneeId: org.bob, expiresAt: until },
    },
    editChangeRequest: { title: 'Even more memory', priority: 'critical' },
    reassignChangeRequest: { assigneeId: org.bob },
    createPipelineSecret: { projectId: org.projectId, name: 'OTHER', value: 'also known to nobody' },
    setPipelineSecret: { value: 'another' },
    createOrganizationSecret: { name: 'SHARED', value: 'known to nobody either', projectIds: [org.projectId] },
    setOrganizationSecret: { value: 'yet another' },
    restrictOrganizationSecret: { projectIds: [org.projectId] },
    createVariable: { projectId: org.projectId, name: 'OTHER', value: 'seen' },
    setVariable: { value: 'another', basedOn: 1 },
    createOrganizationVariable: { name: 'SHARED', value: 'seen' },
    setOrganizationVariable: { value: 'yet another', basedOn: 1 },
    createTemplate: {
      ...{ name: 'Other', description: 'Another', category: 'CI/CD', tags: ['other'], visibility: 'private' },
      source: 'name: other\nnodes: { a: { kind: checkout } }\n',
    },
    createApprovalGroup: { slug: 'leads', name: 'Leads', memberIds: [org.bob] },
    changeApprovalGroup: { name: 'QA leads', memberIds: [org.bob, org.carol] },
    createApprovalDelegation: { toUserId: org.bob, until, reason: 'On holiday' },
  };
}
