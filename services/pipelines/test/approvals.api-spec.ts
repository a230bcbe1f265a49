import { approvalsDecidedV1, type EnvironmentGrant, type Role } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { eventually } from '@throughline/testing';
import { LeaseSweeper } from '../src/runners/lease-sweeper.js';
import { type ConnectedRepository, type Organization, World } from './world.js';

const pipeline = (votes: number): string =>
  `name: ask\nnodes:\n  ok: { kind: approval, title: Go on?, votes: ${votes} }\n  a: { kind: shell, run: x, needs: [ok] }\n`;

interface Approval {
  id: string;
  executionId: string;
  evidence: { digest: string };
}

describe('approvals', () => {
  let world: World;
  let org: Organization;
  let repository: ConnectedRepository;
  beforeAll(async () => {
    world = await World.start();
    org = await world.organization();
    repository = await world.connect(org);
  });
  afterAll(() => world.stop());

  async function open(votes: number): Promise<Approval> {
    const executionId = await world.run(org, repository, pipeline(votes));
    return eventually(async () => {
      const { body } = await world.as(org, 'get', '/approvals?state=pending&limit=200');
      const approval = (body.items as Approval[]).find((one) => one.executionId === executionId);
      if (!approval) throw new Error('not asked yet');
      return approval;
    });
  }
  const vote = (approval: Approval, user: string, decision = 'approve'): ReturnType<World['as']> =>
    world.as(org, 'post', `/approvals/${approval.id}/votes`, {
      user,
      body: { decision, evidenceDigest: approval.evidence.digest },
    });
  const decided = async (approval: Approval): Promise<unknown[]> =>
    (await world.service.events(approvalsDecidedV1)).filter((event) => event.approvalId === approval.id);

  it('counts two votes at once right: one decision, one start', async () => {
    const approval = await open(2);
    const answers = await Promise.all([vote(approval, org.bob), vote(approval, org.carol)]);
    expect(answers.map((answer) => answer.status)).toEqual([200, 200]);
    const { body } = await world.as(org, 'get', `/approvals/${approval.id}`);
    expect(body).toMatchObject({ state: 'approved', requiredVotes: 2 });
    expect(body.votes).toHaveLength(2);
    expect(await decided(approval)).toEqual([expect.objectContaining({ decision: 'approved', votes: 2 })]);
    expect(await world.statuses(org, approval.executionId)).toEqual({ ok: 'succeeded', a: 'ready' });
  });

  it('end without a decision when their time is over, whatever is voted then', async () => {
    const source = pipeline(1).replace('votes: 1', 'votes: 1, timeout: 7d');
    const executionId = await world.run(org, repository, source);
    const approval = await eventually(async () => {
      const { body } = await world.as(org, 'get', '/approvals?state=pending&limit=200');
      return (body.items as (Approval & { expiresAt: string; requestedAt: string })[]).find(
        (one) => one.executionId === executionId,
      ) as Approval & { expiresAt: string; requestedAt: string };
    });
    const days = (Date.parse(approval.expiresAt) - Date.parse(approval.requestedAt)) / 86_400_000;
    expect(days).toBeCloseTo(7, 3);
    const past = `clock_timestamp() - interval '1 second'`;
    await world.service.db.query(`UPDATE pipelines.approval SET expires_at = ${past} WHERE id = $1`, [approval.id]);
    expect(await vote(approval, org.bob)).toMatchObject({ status: 409, body: { code: 'approval_decided' } });
    expect(await decided(approval)).toEqual([]);
    await world.service.db.query(`UPDATE pipelines.node_deadline SET due_at = ${past} WHERE execution_id = $1`, [
      executionId,
    ]);
    const sweep = (): Promise<void> => world.service.app.get(LeaseSweeper).sweep();
    await Promise.all([sweep(), sweep()]);
    expect(await decided(approval)).toMatchObject([{ decision: 'expired', comment: 'Nobody decided in time.' }]);
    const { execution, nodes } = await world.execution(org, executionId);
    expect(execution).toMatchObject({ status: 'timed_out', reason: 'ok ran out of time.' });
    expect(nodes).toMatchObject([{ status: 'timed_out', message: 'Nobody decided in time.' }, { status: 'skipped' }]);
    const { body } = await world.as(org, 'get', `/approvals/${approval.id}`);
    expect(body).toMatchObject({ state: 'expired', canVote: false });
  });

  it('wait as long as it takes where nothing else is said, and are not ended once decided', async () => {
    const approval = await open(1);
    expect((await world.as(org, 'get', `/approvals/${approval.id}`)).body).toMatchObject({ expiresAt: null });
    const sql = 'SELECT 1 FROM pipelines.node_deadline WHERE execution_id = $1';
    expect(await world.service.db.query(sql, [approval.executionId])).toEqual([]);
    await vote(approval, org.bob);
    expect(await decided(approval)).toMatchObject([{ decision: 'approved' }]);
  });

  describe('of a deployment to an environment', () => {
    const DEPLOYS = `name: ship
nodes:
  ok: { kind: approval, title: Ship? }
  say: { kind: shell, run: x, needs: [ok] }
  out: { kind: promote, service: hello-service, from: staging, to: production, needs: [say] }
`;
    const asked = async (): Promise<Approval> => {
      const executionId = await world.run(org, repository, DEPLOYS);
      return eventually(async () => {
        const { body } = await world.as(org, 'get', '/approvals?state=pending&limit=200');
        const approval = (body.items as Approval[]).find((one) => one.executionId === executionId);
        if (!approval) throw new Error('not asked yet');
        return approval;
      });
    };
    const voteWith = (approval: Approval, grants: Record<string, EnvironmentGrant>, role: Role = 'developer') =>
      world.as(org, 'post', `/approvals/${approval.id}/votes`, {
        role,
        grants,
        body: { decision: 'approve', evidenceDigest: approval.evidence.digest },
      });

    it('wants the permission in that environment, at the time of the vote', async () => {
      const approval = await asked();
      const { production, staging } = org.environments;
      expect(approval).toMatchObject({ environments: [{ id: production, name: 'production' }] });
      const withheld = { [production]: { allow: [], deny: ['approvals.vote'] } };
      const refused = await voteWith(approval, withheld);
      expect(refused).toMatchObject({ status: 403, body: { code: 'permission_missing' } });
      expect(refused.body.detail).toMatch(/approvals\.vote in the environment production.*owner or admin/);
      const seen = await world.as(org, 'get', `/approvals/${approval.id}`, { role: 'developer', grants: withheld });
      expect(seen.body).toMatchObject({ canVote: false, cannotVoteReason: refused.body.detail });
      const elsewhere = { [staging]: { allow: ['approvals.vote'], deny: [] } };
      expect((await voteWith(approval, elsewhere, 'viewer')).status).toBe(403);
      const granted = { [production]: { allow: ['approvals.vote'], deny: [] } };
      expect((await voteWith(approval, granted, 'viewer')).status).toBe(200);
    });

    it('is no vote on a request about nothing of that environment', async () => {
      const approval = await open(1);
      const granted = { [org.environments.production]: { allow: ['approvals.vote'], deny: [] } };
      const refused = await voteWith(approval, granted, 'viewer');
      expect(refused).toMatchObject({ status: 403, body: { code: 'approval_permission' } });
    });
  });

  it('takes one vote of a person, however often it is sent at once', async () => {
    const approval = await open(2);
    const answers = await Promise.all([1, 2, 3].map(() => vote(approval, org.bob)));
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, 409, 409]);
    expect((await vote(approval, org.bob)).body.code).toBe('approval_already_voted');
    expect(await decided(approval)).toEqual([]);
  });

  it('one rejection decides, and fails the execution with the name', async () => {
    const approval = await open(2);
    await vote(approval, org.bob);
    expect((await vote(approval, org.carol, 'reject')).body).toMatchObject({
      state: 'rejected',
      decidedAt: expect.any(String),
    });
    const { execution, nodes } = await world.execution(org, approval.executionId);
    expect(execution['status']).toBe('failed');
    expect(nodes).toMatchObject([
      { status: 'failed', message: 'Rejected by A admin.', approvalId: approval.id },
      { status: 'skipped' },
    ]);
    expect((await vote(approval, org.carol)).body.code).toBe('approval_decided');
  });

  it('is withdrawn when the execution is cancelled', async () => {
    const approval = await open(1);
    expect((await world.as(org, 'post', `/executions/${approval.executionId}/cancel`)).body.status).toBe('cancelled');
    expect((await world.as(org, 'get', `/approvals/${approval.id}`)).body).toMatchObject({
      state: 'withdrawn',
      canVote: false,
    });
    expect((await vote(approval, org.bob)).status).toBe(409);
    expect(await decided(approval)).toEqual([expect.objectContaining({ decision: 'withdrawn' })]);
  });

  it('refuses the starter of an execution by hand, and says why', async () => {
    const approval = await open(1);
    const { execution } = await world.execution(org, approval.executionId);
    const started = await world.as(org, 'post', `/pipelines/${String(execution['pipelineId'])}/executions`, {
      user: org.carol,
      body: {},
    });
    expect([started.status, started.body.trigger, started.body.requestedById]).toEqual([202, 'manual', org.carol]);
    const { body } = await world.as(org, 'get', '/approvals?state=pending', { user: org.carol });
    const own = (body.items as Approval[]).find((one) => one.executionId === started.body.id) as Approval;
    const refused = await vote(own, org.carol);
    expect([refused.status, refused.body.code]).toEqual([403, 'approval_self_vote']);
    expect(refused.body.detail).toContain('Another member');
    expect((await vote(own, org.ada)).body.code).toBe('approval_self_vote');
  });

  it.each([
    ['no decision', { evidenceDigest: 'x' }, '/decision'],
    ['an unknown decision', { decision: 'maybe', evidenceDigest: 'x' }, '/decision'],
    ['an array', { decision: ['approve'], evidenceDigest: 'x' }, '/decision'],
    ['no digest', { decision: 'approve' }, '/evidenceDigest'],
    ['an unknown field', { decision: 'approve', evidenceDigest: 'x', userId: newId() }, '/userId'],
  ])('refuses %s', async (_what, body, pointer) => {
    const answer = await world.as(org, 'post', `/approvals/${newId()}/votes`, { body });
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([400, pointer]);
  });

  it('hides from other organizations, and refuses those whose role may not vote', async () => {
    const approval = await open(1);
    const other = await world.organization();
    const body = { decision: 'approve', evidenceDigest: approval.evidence.digest };
    expect((await world.as(other, 'get', `/approvals/${approval.id}`)).status).toBe(404);
    expect((await world.as(other, 'post', `/approvals/${approval.id}/votes`, { body })).status).toBe(404);
    expect((await world.as(org, 'post', `/approvals/${approval.id}/votes`, { body, role: 'viewer' })).status).toBe(403);
    const seen = await world.as(org, 'get', `/approvals/${approval.id}`, { role: 'viewer' });
    expect(seen.body).toMatchObject({ canVote: false, cannotVoteReason: expect.stringContaining('role') });
    const stranger = await vote(approval, newId());
    expect([stranger.status, stranger.body.code]).toEqual([503, 'approval_voter_unknown']);
  });
});
