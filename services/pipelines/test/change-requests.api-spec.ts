import { approvalsRequestDecidedV1, auditRecordedV1 } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { ApprovalExpiry } from '../src/approvals/approval-expiry.js';
import { type Organization, World } from './world.js';

interface ChangeRequest {
  id: string;
  state: string;
  pack: { digest: string; facts: object[] };
  change: { number: number; dueAt: string; isBreached: boolean };
}

const HOUR_MS = 3_600_000;
const CHANGE = { title: 'More memory', type: 'infrastructure', description: '4 GiB more for the build host' };

describe('change requests', () => {
  let world: World;
  let org: Organization;
  beforeAll(async () => {
    world = await World.start();
    org = await world.organization();
  });
  afterAll(() => world.stop());

  const send = async (user: string, path: string, body: object = {}) => {
    const { status, body: answer } = await world.as(org, 'post', path, { user, body, role: 'developer' });
    return { status, body: answer };
  };
  const ask = async (more: object = {}, user = org.ada): Promise<ChangeRequest> => {
    const { status, body } = await send(user, '/change-requests', { ...CHANGE, ...more });
    expect(status).toBe(201);
    return body;
  };
  const get = async (id: string): Promise<ChangeRequest & Record<string, unknown>> =>
    (await world.as(org, 'get', `/approval-requests/${id}`)).body;
  const vote = ({ id, pack }: ChangeRequest, user: string, decision = 'approve', more: object = {}) =>
    send(user, `/approval-requests/${id}/votes`, { decision, evidenceDigest: pack.digest, ...more });
  const edit = (id: string, body: object, user = org.ada) =>
    world.as(org, 'patch', `/change-requests/${id}`, { user, body, role: 'developer' });
  const decided = async (id: string) =>
    (await world.service.events(approvalsRequestDecidedV1)).filter(({ approvalId }) => approvalId === id);

  it('have a number, a clock by their priority, and are decided by votes', async () => {
    const request = await ask({ priority: 'critical', effect: 'The host is restarted.', assigneeId: org.carol });
    const shown = await get(request.id);
    expect(shown).toMatchObject({
      ...{ kind: 'change_request', state: 'pending', run: null, canVote: true, effect: 'The host is restarted.' },
      change: { ...request.change, priority: 'critical', isBreached: false, assigneeName: 'carol@example.org' },
    });
    expect(Date.parse(request.change.dueAt) - Date.parse(shown['requestedAt'] as string)).toBeGreaterThan(
      4 * HOUR_MS - 60_000,
    );
    expect(shown.pack.facts).toContainEqual({ term: 'Description', value: CHANGE.description });
    const { body } = await vote(request, org.bob);
    expect(body).toMatchObject({ state: 'approved', votes: [{ userId: org.bob, counts: true }] });
    const { digest } = request.pack;
    expect(await decided(request.id)).toMatchObject([
      { kind: 'change_request', requestId: null, decision: 'approved', votes: 1, evidenceDigest: digest },
    ]);
    expect((await ask()).change.number).toBe(request.change.number + 1);
  });

  it('void the votes on what they said before, and show them', async () => {
    const request = await ask({ requiredVotes: 2 });
    await vote(request, org.bob);
    expect((await edit(request.id, { description: '8 GiB more' })).status).toBe(200);
    expect((await vote(request, org.carol)).body.code).toBe('evidence_changed');
    const changed = await get(request.id);
    expect(changed.pack.digest).not.toBe(request.pack.digest);
    expect(changed).toMatchObject({
      ...{ state: 'pending', canVote: true, myVote: null },
      votes: [{ userId: org.bob, counts: false, evidenceDigest: request.pack.digest }],
    });
    expect((await vote(changed, org.carol)).body.state).toBe('pending');
    expect((await vote(changed, org.bob)).body.state).toBe('approved');
    expect((await edit(request.id, { title: 'Another' })).body.code).toBe('change_request_decided');
    const { items } = (await world.as(org, 'get', `/approval-requests/${request.id}/activity`)).body;
    const story = (items as { kind: string }[]).map(({ kind }) => kind).toReversed();
    expect(story).toEqual(['requested', 'voted', 'evidence_changed', 'edited', 'voted', 'voted']);
  });

  it('T7: never are approved as something that was not voted on, however an edit and votes race', async () => {
    for (let round = 0; round < 8; round += 1) {
      const request = await ask();
      const [edited, voted] = await Promise.all([
        edit(request.id, { description: `round ${round}` }),
        vote(request, org.bob),
      ]);
      const after = await get(request.id);
      const hasWon = voted.status === 200;
      expect([edited.status, voted.status]).toEqual(hasWon ? [409, 200] : [200, 409]);
      expect(after.state).toBe(hasWon ? 'approved' : 'pending');
      expect(after.pack.digest === request.pack.digest).toBe(hasWon);
    }
  });

  it('keep the votes when only the priority changes, and move the clock', async () => {
    const request = await ask({ requiredVotes: 2, priority: 'high' });
    await vote(request, org.bob);
    const { body } = await edit(request.id, { priority: 'critical' });
    expect(body).toMatchObject({ votes: [{ counts: true }], change: { priority: 'critical' } });
    expect(Date.parse(request.change.dueAt) - Date.parse(body.change.dueAt)).toBe(20 * HOUR_MS);
  });

  it('let a vote be changed while they wait, and keep the one before out of the count', async () => {
    const request = await ask({ requiredVotes: 2 });
    await vote(request, org.bob);
    const again = await vote(request, org.bob);
    expect([again.status, again.body.code]).toEqual([409, 'approval_already_voted']);
    expect((await get(request.id))['canChangeVote']).toBe(true);
    const { body } = await vote(request, org.bob, 'reject', { comment: 'Too early' });
    expect(body).toMatchObject({ state: 'rejected', votes: [{ decision: 'reject', comment: 'Too early' }] });
  });

  it('want a comment where their rule says so', async () => {
    const request = await ask();
    const { status, body } = await vote(request, org.bob, 'reject', { comment: '  ' });
    expect([status, body.code, body.errors[0].pointer]).toEqual([422, 'approval_comment_needed', '/comment']);
    const strict = await ask({ commentRule: 'always' });
    expect((await vote(strict, org.bob)).body.code).toBe('approval_comment_needed');
    expect((await vote(strict, org.bob, 'approve', { comment: 'Seen' })).body.state).toBe('approved');
  });

  it('stand still while changes are requested, and go on when they are answered', async () => {
    const request = await ask({ requiredVotes: 2 });
    const question = { comment: 'Which host?', evidenceDigest: request.pack.digest };
    const asked = await send(org.bob, `/approval-requests/${request.id}/request-changes`, question);
    expect(asked.body).toMatchObject({ state: 'changes_requested', canVote: false });
    expect((await vote(request, org.carol)).body.code).toBe('approval_changes_requested');
    const sql = `UPDATE pipelines.change_request SET paused_at = paused_at - interval '2 hours' WHERE approval_id = $1`;
    await world.service.db.query(sql, [request.id]);
    const other = await send(org.carol, `/approval-requests/${request.id}/answer`, { text: 'Any' });
    expect(other.body.code).toBe('approval_not_requester');
    const { body } = await send(org.ada, `/approval-requests/${request.id}/answer`, { text: 'The big one' });
    expect(body).toMatchObject({ state: 'pending', change: { pausedAt: null } });
    const stoodMs = Date.parse(body.change.dueAt) - Date.parse(request.change.dueAt);
    expect(stoodMs).toBeGreaterThanOrEqual(2 * HOUR_MS);
    expect((await send(org.ada, `/approval-requests/${request.id}/answer`, { text: 'x' })).body.code).toBe(
      'approval_no_changes_requested',
    );
  });

  it('are answered once, and asked once, of several at once', async () => {
    const request = await ask();
    const question = { comment: 'Which host?', evidenceDigest: request.pack.digest };
    const path = `/approval-requests/${request.id}`;
    const asked = await Promise.all(
      [org.bob, org.carol].map((user) => send(user, `${path}/request-changes`, question)),
    );
    expect(asked.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const answers = await Promise.all([1, 2].map(() => send(org.ada, `${path}/answer`, { text: 'This' })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });

  it('are withdrawn by who asked, and by no other', async () => {
    const request = await ask();
    const path = `/approval-requests/${request.id}/withdraw`;
    expect((await send(org.bob, path)).body.code).toBe('approval_not_requester');
    expect((await send(org.ada, path, { comment: 'Not needed' })).body.state).toBe('withdrawn');
    expect((await vote(request, org.bob)).body.code).toBe('approval_decided');
    expect(await decided(request.id)).toMatchObject([{ decision: 'withdrawn', comment: 'Not needed' }]);
  });

  it('end when their time is over, once', async () => {
    const expiresAt = new Date(Date.now() + HOUR_MS).toISOString();
    const request = await ask({ expiresAt });
    const past = `clock_timestamp() - interval '1 second'`;
    const { db, app } = world.service;
    await db.query(`UPDATE pipelines.approval SET expires_at = ${past} WHERE id = $1`, [request.id]);
    expect((await vote(request, org.bob)).body.code).toBe('approval_decided');
    await db.query(`UPDATE pipelines.approval_deadline SET due_at = ${past} WHERE approval_id = $1`, [request.id]);
    const sweep = () => app.get(ApprovalExpiry).sweep();
    await Promise.all([sweep(), sweep()]);
    expect(await decided(request.id)).toMatchObject([{ decision: 'expired' }]);
    expect(await db.query('SELECT 1 FROM pipelines.approval_deadline WHERE approval_id = $1', [request.id])).toEqual(
      [],
    );
    expect((await get(request.id)).state).toBe('expired');
  });

  it('are handed on, and discussed', async () => {
    const request = await ask({ assigneeId: org.bob });
    const reassign = (user: string, assigneeId: string | null) =>
      send(user, `/change-requests/${request.id}/reassign`, { assigneeId });
    expect((await reassign(org.carol, org.carol)).body.code).toBe('change_request_not_yours');
    expect((await reassign(org.bob, org.carol)).body.change.assigneeName).toBe('carol@example.org');
    expect((await reassign(org.carol, newId())).body.code).toBe('unknown_assignee');
    expect((await reassign(org.ada, null)).body.change.assigneeId).toBeNull();
    expect((await send(org.carol, `/approval-requests/${request.id}/comments`, { text: 'Why now?' })).status).toBe(201);
    const first = await world.as(org, 'get', `/approval-requests/${request.id}/activity?limit=1`);
    expect(first.body.items).toMatchObject([{ kind: 'commented', text: 'Why now?', actorId: org.carol }]);
    const cursor = encodeURIComponent(first.body.nextCursor as string);
    const rest = await world.as(org, 'get', `/approval-requests/${request.id}/activity?cursor=${cursor}`);
    expect((rest.body.items as { kind: string }[]).map(({ kind }) => kind)).toEqual([
      ...['reassigned', 'reassigned', 'requested'],
    ]);
    const facts = (await world.service.events(auditRecordedV1)).filter((fact) => fact.resourceId === request.id);
    expect(facts.map(({ action }) => action)).toEqual([
      ...['change_request.created', 'change_request.reassigned', 'change_request.reassigned', 'approval.commented'],
    ]);
  });

  it('are listed by what is due first, in pages, and by what is breached', async () => {
    const type = `type-${newId()}`;
    const [low, critical, high] = [
      await ask({ type, priority: 'low' }),
      await ask({ type, priority: 'critical' }),
      await ask({ type, priority: 'high' }),
    ];
    const list = async (query: string) => (await world.as(org, 'get', `/change-requests?type=${type}&${query}`)).body;
    const idsOf = ({ items }: { items: ChangeRequest[] }) => items.map(({ id }) => id);
    const first = await list('order=due&limit=2');
    expect(idsOf(first)).toEqual([critical.id, high.id]);
    expect(idsOf(await list(`order=due&limit=2&cursor=${encodeURIComponent(first.nextCursor)}`))).toEqual([low.id]);
    expect(idsOf(await list('order=newest'))).toEqual([high.id, critical.id, low.id]);
    const newest = await list('limit=1');
    expect(idsOf(await list(`cursor=${encodeURIComponent(newest.nextCursor)}`))).toEqual([critical.id, low.id]);
    await world.service.db.query(
      `UPDATE pipelines.change_request SET due_at = clock_timestamp() - interval '1 second' WHERE approval_id = $1`,
      [high.id],
    );
    expect(idsOf(await list('breached=true'))).toEqual([high.id]);
    expect(idsOf(await list('priority=critical&open=true'))).toEqual([critical.id]);
  });

  it.each([
    ['an unknown environment', () => ({ environmentId: newId() }), 'unknown_environment'],
    ['an unknown assignee', () => ({ assigneeId: newId() }), 'unknown_assignee'],
    ['an unknown group', () => ({ groups: ['nobody'] }), 'unknown_voters'],
    ['an unknown voter', () => ({ members: [newId()] }), 'unknown_voters'],
    ['an end in the past', () => ({ expiresAt: '2020-01-01T00:00:00Z' }), 'expires_in_past'],
  ])('are refused for %s', async (_what, more, code) => {
    const { status, body } = await send(org.ada, '/change-requests', { ...CHANGE, ...more() });
    expect([status, body.code]).toEqual([422, code]);
  });

  it.each([
    ['a blank title', { title: '  ' }, '/title'],
    ['no priority that there is', { priority: 'urgent' }, '/priority'],
    ['null for an effect', { effect: null }, '/effect'],
    ['a day that there is not', { expiresAt: '2026-02-31T00:00:00Z' }, '/expiresAt'],
  ])('are refused with %s', async (_what, more, pointer) => {
    const { status, body } = await send(org.ada, '/change-requests', { ...CHANGE, ...more });
    expect([status, body.errors[0].pointer]).toEqual([400, pointer]);
  });
});
