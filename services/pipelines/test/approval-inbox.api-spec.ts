import {
  approvalsDecidedV1,
  approvalsRequestDecidedV1,
  approvalsRequestedV1,
  deploymentsApprovalRequestedV1,
  deploymentsApprovalWithdrawnV1,
  type EnvironmentGrant,
  type EventData,
  exampleCommit,
  type Role,
} from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { eventually } from '@throughline/testing';
import { AUTHOR } from './temp-repository.js';
import { type ConnectedRepository, type Organization, World } from './world.js';

interface Request {
  id: string;
  kind: string;
  title: string;
  state: string;
  canVote: boolean;
  requestedById: string | null;
  pack: { digest: string };
  run: { executionId: string } | null;
}
type Asked = EventData<typeof deploymentsApprovalRequestedV1>;

const DAY_MS = 86_400_000;
const CHANGE = { title: 'x', type: 'x', description: 'x' };

describe('the approval inbox', () => {
  let world: World;
  let org: Organization;
  beforeAll(async () => {
    world = await World.start();
  });
  beforeEach(async () => {
    org = await world.organization();
  });
  afterAll(() => world.stop());

  const send = async (user: string, path: string, body: object = {}, role: Role = 'developer') => {
    const { status, body: answer } = await world.as(org, 'post', path, { user, body, role });
    return { status, body: answer };
  };
  const list = async (
    user: string,
    query = '',
    options: { role?: Role; grants?: Record<string, EnvironmentGrant> } = {},
  ) =>
    (await world.as(org, 'get', `/approval-requests?limit=200&${query}`, { user, role: 'developer', ...options })).body
      .items as Request[];
  const ask = async (more: object = {}, user = org.ada): Promise<Request> => {
    const { status, body } = await send(user, '/change-requests', { ...CHANGE, ...more });
    expect([status, body.code]).toEqual([201, undefined]);
    return body;
  };
  const get = async ({ id }: { id: string }, user = org.bob) =>
    (await world.as(org, 'get', `/approval-requests/${id}`, { user, role: 'developer' })).body;
  const vote = ({ id, pack }: Request, user: string, decision = 'approve') =>
    send(user, `/approval-requests/${id}/votes`, { decision, evidenceDigest: pack.digest, comment: 'Seen' });
  const group = (slug: string, memberIds: string[]) =>
    send(org.ada, '/approval-groups', { slug, name: slug, memberIds }, 'admin');
  const delegate = (from: string, toUserId: string, more: object = {}) =>
    send(from, '/approval-delegations', { toUserId, until: new Date(Date.now() + DAY_MS).toISOString(), ...more });
  const deployments = async (more: Partial<Asked> = {}, requestId = newId()): Promise<string> => {
    const asked: Asked = {
      ...deploymentsApprovalRequestedV1.example,
      ...{ requestId, groups: [], requiredVotes: 1, requestedBy: { userId: org.ada, name: 'Ada' } },
      ...{ environmentIds: [org.environments.production], commit: { ...exampleCommit, authorEmail: 'x@y' }, ...more },
    };
    await world.service.deliver(deploymentsApprovalRequestedV1, org.id, asked);
    return requestId;
  };

  describe('of requests of other services', () => {
    it('shows what they ask, and tells them what was decided on which evidence', async () => {
      const requestId = await deployments();
      const [shown] = await list(org.bob, 'view=mine&kind=promotion');
      const { production } = org.environments;
      expect(shown).toMatchObject({
        ...{ kind: 'promotion', subjectId: requestId, effect: 'Deploys release 41-9f3c1a2 to production.', run: null },
        ...{ requestedByName: 'Ada', environments: [{ id: production, name: 'production' }], canWithdraw: false },
      });
      expect((await vote(shown as Request, org.bob)).body.state).toBe('approved');
      const answers = (await world.service.events(approvalsRequestDecidedV1)).filter(
        (one) => one.requestId === requestId,
      );
      expect(answers).toMatchObject([{ kind: 'promotion', decision: 'approved', evidenceDigest: shown?.pack.digest }]);
    });

    it('voids votes when another evidence is told, and keeps a decision', async () => {
      const requestId = await deployments({ requiredVotes: 2 });
      const [before] = (await list(org.bob)) as [Request];
      await vote(before, org.bob);
      await deployments({ requiredVotes: 2, evidence: [{ term: 'Artifact', value: 'sha256:other' }] }, requestId);
      const after = await get(before);
      expect(after).toMatchObject({ state: 'pending', votes: [{ counts: false }], canVote: true });
      expect((await vote(before, org.carol)).body.code).toBe('evidence_changed');
      await vote(after, org.bob);
      expect((await vote(after, org.carol)).body.state).toBe('approved');
      await deployments({ title: 'Something else' }, requestId);
      expect(await get(before)).toMatchObject({ state: 'approved', title: before.title });
    });

    it('wants the permission where they say, and withdraws what they withdraw', async () => {
      const requestId = await deployments({ kind: 'drift' });
      const withheld = { [org.environments.production]: { allow: [], deny: ['approvals.vote' as const] } };
      expect(await list(org.bob, 'view=mine', { grants: withheld })).toEqual([]);
      const data = { ...deploymentsApprovalWithdrawnV1.example, requestId, reason: 'It is in sync again.' };
      const [request] = (await list(org.bob)) as [Request];
      expect((await send(org.ada, `/approval-requests/${request.id}/withdraw`, {}, 'admin')).status).toBe(403);
      await world.service.deliver(deploymentsApprovalWithdrawnV1, org.id, data);
      await world.service.deliver(deploymentsApprovalWithdrawnV1, org.id, data);
      expect((await get(request)).state).toBe('withdrawn');
      const answers = (await world.service.events(approvalsRequestDecidedV1)).filter(
        (one) => one.requestId === requestId,
      );
      expect(answers).toMatchObject([{ decision: 'withdrawn', comment: 'It is in sync again.' }]);
    });
  });

  it('has what one can decide apart from what one asks for, exactly as the rules of votes say', async () => {
    await group('leads', [org.carol]);
    await delegate(org.carol, org.bob);
    await ask();
    await ask({}, org.carol);
    await ask({ groups: ['leads'] });
    await ask({ groups: ['leads'] }, org.carol);
    await ask({ roles: ['owner'] });
    await ask({ roles: ['developer'], requiredVotes: 2 }, org.bob);
    await ask({ members: [org.bob], requiredVotes: 2 });
    await ask({ environmentId: org.environments.production });
    const taken = await ask({ groups: ['leads'], requiredVotes: 2 });
    await vote(taken, org.bob);
    const voted = await ask({ requiredVotes: 2 });
    await vote(voted, org.carol);
    await deployments({ commit: { ...exampleCommit, authorEmail: AUTHOR.email.toUpperCase() } });
    await deployments({ requestedBy: { userId: null, name: 'A schedule' }, commit: null });
    await deployments({ requestedBy: { userId: org.bob, name: 'Bob' }, environmentIds: [org.environments.staging] });
    const questioned = await ask();
    const question = { comment: 'Why?', evidenceDigest: questioned.pack.digest };
    await send(org.bob, `/approval-requests/${questioned.id}/request-changes`, question);

    const { production, staging } = org.environments;
    const elsewhere = { [staging]: { allow: ['approvals.vote' as const], deny: [] } };
    const withheld = { [production]: { allow: [], deny: ['approvals.vote' as const] } };
    for (const user of [org.ada, org.bob, org.carol]) {
      for (const options of [{}, { grants: withheld }, { role: 'viewer' as const, grants: elsewhere }]) {
        const all = await list(user, 'view=all', options);
        expect(all).toHaveLength(14);
        const idsOf = (requests: Request[]) => requests.map(({ id }) => id);
        const mine = await list(user, 'view=mine', options);
        expect(idsOf(mine)).toEqual(idsOf(all.filter(({ canVote }) => canVote)));
        expect(idsOf(await list(user, 'view=asked', options))).toEqual(
          idsOf(all.filter(({ requestedById }) => requestedById === user)),
        );
        const count = await world.as(org, 'get', '/approval-requests/count', { user, role: 'developer', ...options });
        expect(count.body).toEqual({ mine: mine.length, open: 14 });
      }
    }
    expect((await list(org.bob, 'view=mine')).length).toBeGreaterThan(4);
    expect(await list(org.bob, 'view=mine', { role: 'viewer' })).toEqual([]);
    expect((await list(org.bob, 'state=changes_requested&kind=change_request')).map(({ id }) => id)).toEqual([
      questioned.id,
    ]);
  });

  it('pages through all kinds', async () => {
    const ids = [await ask(), await ask(), await ask()].map(({ id }) => id).toReversed();
    const first = (await world.as(org, 'get', '/approval-requests?limit=2&open=true')).body;
    const cursor = encodeURIComponent(first.nextCursor as string);
    const second = (await world.as(org, 'get', `/approval-requests?limit=2&cursor=${cursor}`)).body;
    expect([...first.items, ...second.items].map(({ id }: Request) => id)).toEqual(ids);
    expect(second.nextCursor).toBeNull();
  });

  describe('delegations', () => {
    it('give one’s place to another, who takes it once and does not hand it on', async () => {
      await group('leads', [org.carol]);
      const request = await ask({ groups: ['leads'], requiredVotes: 2 });
      expect((await vote(request, org.bob)).body.code).toBe('approval_not_eligible');
      expect((await delegate(org.carol, org.bob)).status).toBe(201);
      await delegate(org.bob, org.ada);
      const { body } = await vote(request, org.bob);
      expect(body.votes).toMatchObject([{ userId: org.bob, onBehalfOfName: 'carol@example.org', counts: true }]);
      expect((await vote(request, org.carol)).body.code).toBe('approval_place_taken');
      const handedOn = await ask({ groups: ['leads'] }, org.carol);
      expect((await vote(handedOn, org.ada)).body.code).toBe('approval_not_eligible');
    });

    it('leave one vote to a place, and one delegation to its owner, however many come at once', async () => {
      await group('leads', [org.carol]);
      const made = await Promise.all([delegate(org.carol, org.bob), delegate(org.carol, org.bob)]);
      expect(made.map(({ status }) => status)).toEqual([201, 201]);
      expect((await world.as(org, 'get', '/approval-delegations')).body.items).toHaveLength(1);
      const request = await ask({ groups: ['leads'], requiredVotes: 2 });
      const votes = await Promise.all([vote(request, org.bob), vote(request, org.carol)]);
      expect(votes.map(({ status }) => status).toSorted()).toEqual([200, 409]);
      expect(votes.find(({ status }) => status === 409)?.body.code).toBe('approval_place_taken');
      expect((await get(request)).votes).toHaveLength(1);
    });

    it('of who asks are no vote for their own request', async () => {
      await group('leads', [org.carol]);
      await delegate(org.carol, org.bob);
      const request = await ask({ groups: ['leads'] }, org.carol);
      expect((await vote(request, org.bob)).body.code).toBe('approval_not_eligible');
    });

    it('end, at their time or before, and can be for one request', async () => {
      await group('leads', [org.carol]);
      const [one, other] = [await ask({ groups: ['leads'] }), await ask({ groups: ['leads'] })];
      const made = await delegate(org.carol, org.bob, { approvalId: one.id });
      expect((await get(one)).votesFor).toBe('carol@example.org');
      expect((await get(other)).canVote).toBe(false);
      const { items } = (await world.as(org, 'get', '/approval-delegations')).body;
      expect(items).toMatchObject([{ id: made.body.id, toUserId: org.bob, approvalId: one.id }]);
      const path = `/approval-delegations/${made.body.id as string}`;
      expect((await world.as(org, 'delete', path, { user: org.bob })).status).toBe(404);
      expect((await world.as(org, 'delete', path, { user: org.carol })).status).toBe(204);
      expect((await get(one)).canVote).toBe(false);
      await delegate(org.carol, org.bob);
      expect((await get(one)).canVote).toBe(true);
      await world.service.db.query(
        `UPDATE pipelines.approval_delegation SET until = clock_timestamp() WHERE org_id = $1`,
        [org.id],
      );
      expect((await vote(one, org.bob)).body.code).toBe('approval_not_eligible');
    });

    it.each([
      ['oneself', () => ({ toUserId: org.bob }), 'delegation_to_self'],
      ['a stranger', () => ({ toUserId: newId() }), 'delegate_unknown'],
      ['the past', () => ({ until: '2020-01-01T00:00:00Z' }), 'delegation_time'],
      ['for ever', () => ({ until: '2999-01-01T00:00:00Z' }), 'delegation_time'],
    ])('are refused for %s', async (_what, more, code) => {
      const { status, body } = await delegate(org.bob, org.carol, more());
      expect([status, body.code]).toEqual([422, code]);
    });
  });

  describe('groups', () => {
    it('are kept by who manages approvals, and count at the time of the vote', async () => {
      expect((await send(org.bob, '/approval-groups', { slug: 'x', name: 'x', memberIds: [] })).status).toBe(403);
      const { body: made } = await group('leads', [org.carol]);
      expect(made.members).toEqual([{ userId: org.carol, name: 'carol@example.org' }]);
      expect((await group('leads', [])).body.code).toBe('approval_group_taken');
      expect((await group('others', [newId()])).body.code).toBe('unknown_group_member');
      const request = await ask({ groups: ['leads'] });
      expect((await get(request)).cannotVoteReason).toContain('roles, groups or members');
      const body = { name: 'Leads', memberIds: [org.bob, org.bob] };
      const changed = await world.as(org, 'put', `/approval-groups/${made.id as string}`, { body });
      expect(changed.body).toMatchObject({ slug: 'leads', name: 'Leads', members: [{ userId: org.bob }] });
      expect((await vote(request, org.bob)).body.state).toBe('approved');
      expect((await world.as(org, 'delete', `/approval-groups/${made.id as string}`)).status).toBe(204);
      expect((await world.as(org, 'get', '/approval-groups')).body.items).toEqual([]);
    });
  });

  describe('of runs', () => {
    const NODES = `
  ok: { kind: approval, title: Go on?, roles: [developer], groups: [], comment: reject, author: allowed }
  a: { kind: shell, run: x, needs: [ok] }`;
    let repository: ConnectedRepository;
    beforeEach(async () => {
      repository = await world.connect(org);
    });

    const run = async (nodes = NODES, branch = 'main'): Promise<Request> => {
      const executionId = await world.run(org, repository, `name: ask\nnodes:${nodes}\n`, branch);
      return ofRun(executionId);
    };
    const ofRun = (executionId: string): Promise<Request> =>
      eventually(async () => {
        const found = (await list(org.bob, 'kind=run')).find((one) => one.run?.executionId === executionId);
        if (!found) throw new Error('not asked yet');
        return found;
      });
    const nodeOf = async ({ run: of }: Request) => (await world.execution(org, of?.executionId ?? '')).nodes[0];
    const decisions = async ({ id }: Request) =>
      (await world.service.events(approvalsDecidedV1)).filter(({ approvalId }) => approvalId === id);

    it('go by the rule of the file', async () => {
      const request = await run();
      expect(await get(request)).toMatchObject({
        rule: { roles: ['developer'], groups: [], members: [], comment: 'reject', author: 'allowed' },
        pack: { definition: { version: 1, digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) } },
      });
      const bare = { decision: 'reject', evidenceDigest: request.pack.digest };
      expect((await send(org.bob, `/approval-requests/${request.id}/votes`, bare)).status).toBe(422);
      expect((await vote(request, org.bob)).body.state).toBe('approved');
    });

    it('are superseded by a newer commit that asks the same, and the older node says so', async () => {
      const older = await run();
      const newer = await run();
      await eventually(async () => expect((await get(older)).state).toBe('superseded'));
      const shown = await get(older);
      expect(shown.supersededBy).toMatchObject({ approvalId: newer.id, executionId: newer.run?.executionId });
      expect(await nodeOf(older)).toMatchObject({
        status: 'cancelled',
        message: expect.stringMatching(/^Superseded by run #\d+, of a newer commit\.$/),
      });
      expect((await vote(older, org.bob)).body.code).toBe('approval_decided');
      expect(await decisions(older)).toMatchObject([{ decision: 'withdrawn', supersededBy: { approvalId: newer.id } }]);
      expect((await get(newer)).state).toBe('pending');
    });

    it('are superseded once, however often it is told, and by no run of the same commit', async () => {
      const older = await run();
      const { execution } = await world.execution(org, older.run?.executionId ?? '');
      const path = `/pipelines/${String(execution['pipelineId'])}/executions`;
      const again = await ofRun((await send(org.carol, path)).body.id as string);
      const newer = await run();
      const tell = ({ id }: Request) =>
        world.service.deliver(approvalsRequestedV1, org.id, { ...approvalsRequestedV1.example, approvalId: id });
      expect((await get(again)).requestedById).toBe(org.carol);
      await Promise.all([tell(newer), tell(newer), tell(older)]);
      expect(await decisions(older)).toHaveLength(1);
      expect(await decisions(again)).toHaveLength(1);
      expect(await decisions(newer)).toEqual([]);
    });

    it('are withdrawn by who asked, which ends the node', async () => {
      const request = await run();
      expect((await send(org.ada, `/approval-requests/${request.id}/withdraw`)).body.state).toBe('withdrawn');
      expect(await nodeOf(request)).toMatchObject({ status: 'cancelled', message: 'Withdrawn by A developer.' });
      const { execution } = await world.execution(org, request.run?.executionId ?? '');
      expect(execution).toMatchObject({
        status: 'cancelled',
        reason: expect.stringContaining('was taken back') as string,
      });
      expect(await decisions(request)).toMatchObject([{ decision: 'withdrawn', decidedBy: { userId: org.ada } }]);
    });

    it('have one end, of a vote and a withdrawal at once', async () => {
      const request = await run();
      const path = `/approval-requests/${request.id}/withdraw`;
      const [voted, withdrawn] = await Promise.all([vote(request, org.bob), send(org.ada, path)]);
      expect([voted.status, withdrawn.status].toSorted()).toEqual([200, 409]);
      const end = voted.status === 200 ? ['approved', 'succeeded'] : ['withdrawn', 'cancelled'];
      expect([(await get(request)).state, (await nodeOf(request))?.['status']]).toEqual(end);
      expect(await decisions(request)).toMatchObject([{ decision: end[0] }]);
    });

    it('have one end, of a vote and a newer commit at once', async () => {
      const older = await run();
      const newer = await run();
      await eventually(async () => expect((await get(older)).state).toBe('superseded'));
      const state = `UPDATE pipelines.approval SET state = 'pending', superseded_by = NULL WHERE id = $1`;
      await world.service.db.query(state, [older.id]);
      const told = world.service.deliver(approvalsRequestedV1, org.id, {
        ...approvalsRequestedV1.example,
        approvalId: newer.id,
      });
      const [voted] = await Promise.all([vote(older, org.bob), told]);
      expect((await get(older)).state).toBe(voted.status === 200 ? 'approved' : 'superseded');
      expect(await decisions(older)).toHaveLength(2);
    });

    it('wait on when changes are requested, and end with the run', async () => {
      const request = await run();
      const question = { comment: 'Which version?', evidenceDigest: request.pack.digest };
      await send(org.bob, `/approval-requests/${request.id}/request-changes`, question);
      expect((await nodeOf(request))?.['status']).toBe('waiting');
      await send(org.bob, `/executions/${request.run?.executionId}/cancel`);
      expect((await get(request)).state).toBe('withdrawn');
      expect(await decisions(request)).toHaveLength(1);
    });

    describe('T7: approve + edit + run', () => {
      const SHIPS = `
  build: { kind: shell, run: make, artifacts: [{ name: app, path: out.tgz }] }
  ok: { kind: approval, title: Ship?, needs: [build] }
  out: { kind: deploy, service: hello-service, environment: staging, artifact: app, needs: [ok] }`;

      /** Another artifact where the approved one was, as somebody would who holds the lock of the execution. */
      const edit = (executionId: string, digest: string): Promise<unknown> =>
        world.service.db.query(
          `WITH locked AS (SELECT id FROM pipelines.execution WHERE id = $1 FOR UPDATE)
           UPDATE pipelines.artifact SET digest = $2 WHERE execution_id = (SELECT id FROM locked)
             AND NOT EXISTS (SELECT 1 FROM pipelines.node n WHERE n.execution_id = $1 AND n.key = 'out'
               AND n.status <> 'pending')`,
          [executionId, digest],
        );

      /** An execution whose build has published an artifact and whose approval waits. */
      const built = async (nodes: string, content: string): Promise<{ executionId: string; request: Request }> => {
        const executionId = await world.run(org, repository, `name: ship\nnodes:${nodes}\n`);
        const runner = await world.runner();
        let job = await runner.next();
        // What other tests have left to do is done first.
        while (job.executionId !== executionId) {
          await runner.complete(job);
          job = await runner.next();
        }
        await runner.upload(job, 'app', content);
        await runner.complete(job);
        return { executionId, request: await ofRun(executionId) };
      };

      it('runs nothing of a digest that was not approved', async () => {
        for (let round = 0; round < 4; round += 1) {
          const { executionId, request } = await built(SHIPS, `round ${round}`);
          const swapped = `sha256:${'cd'.repeat(32)}`;
          const [voted] = await Promise.all([vote(request, org.bob), edit(executionId, swapped)]);
          const asked = await world.service.db.query<{ digest: string }>(
            `SELECT payload->'artifact'->>'digest' AS digest FROM pipelines.outbox
             WHERE type = 'pipelines.deploy-requested' AND payload->>'executionId' = $1`,
            [executionId],
          );
          const after = await get(request);
          const approved = after.pack.artifacts.map((one: { digest: string }) => one.digest) as string[];
          if (voted.status === 200) expect(asked.map(({ digest }) => digest)).toEqual(approved);
          else expect([voted.body.code, asked, after.state]).toEqual(['evidence_changed', [], 'pending']);
          expect(approved.includes(swapped)).toBe(voted.status !== 200);
        }
      });

      it('counts no vote on a pack that has changed since', async () => {
        const { executionId, request } = await built(SHIPS.replace('Ship?', 'Ship?, votes: 2'), 'first');
        await vote(request, org.bob);
        await edit(executionId, `sha256:${'ef'.repeat(32)}`);
        expect((await vote(request, org.carol)).body.code).toBe('evidence_changed');
        const changed = await get(request);
        expect((await vote(changed, org.carol)).body).toMatchObject({
          state: 'pending',
          votes: [{ counts: false }, { counts: true }],
        });
        expect((await vote(changed, org.bob)).body.state).toBe('approved');
      });
    });
  });
});
