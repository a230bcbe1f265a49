import { approvalsFailureAnsweredV1, approvalsFailureAskedV1 } from '@throughline/contracts';
import { eventually } from '@throughline/testing';
import { LeaseSweeper } from '../src/runners/lease-sweeper.js';
import type { TestRunner } from './test-runner.js';
import { type ConnectedRepository, type Organization, World } from './world.js';

const pipeline = (onFail: string): string =>
  `name: guided\nnodes:\n  a: { kind: shell, run: x, onFail: ${onFail} }\n  b: { kind: shell, run: x, needs: [a] }\n`;
const CHOICES = ['retry', 'skip', 'abort'];

interface Question {
  id: string;
  run: { executionId: string };
  failure: { nodeId: string };
  [field: string]: unknown;
}

describe('a failure that people are asked about', () => {
  let world: World;
  let org: Organization;
  let repository: ConnectedRepository;
  let runner: TestRunner;
  beforeAll(async () => {
    world = await World.start();
    org = await world.organization();
    repository = await world.connect(org);
    runner = await world.runner();
  });
  afterAll(() => world.stop());

  const fail = async (outcome = 'failed'): Promise<void> => {
    const job = await runner.next();
    await runner.log(job, 0, ['compiling', 'error: no such file'], 'stderr');
    await runner.complete(job, outcome, { exitCode: 2, message: 'The command ended with exit code 2.' });
  };
  const questionOf = (executionId: string): Promise<Question> =>
    eventually(async () => {
      const { body } = await world.as(org, 'get', '/approval-requests?kind=failure&open=true&limit=200');
      const found = (body.items as Question[]).find(({ run }) => run.executionId === executionId);
      if (!found) throw new Error('nobody is asked yet');
      return found;
    });
  async function ask(onFail = 'ask'): Promise<Question> {
    const executionId = await world.run(org, repository, pipeline(onFail));
    await fail();
    return questionOf(executionId);
  }
  const answer = (id: string, choice: string, more: object = {}, who: object = {}): ReturnType<World['as']> =>
    world.as(org, 'post', `/approval-requests/${id}/failure-answer`, { body: { choice, ...more }, ...who });
  const ended = (id: string, status: string): Promise<void> =>
    eventually(async () => expect((await world.execution(org, id)).execution['status']).toBe(status));
  const answers = async ({ id }: Question): Promise<unknown[]> =>
    (await world.service.events(approvalsFailureAnsweredV1)).filter((event) => event.approvalId === id);

  it('waits for an answer, is tried again, and is asked about once more', async () => {
    const question = await ask();
    const { executionId } = question.run;
    const facts = { exitCode: 2, firstErrorLine: 2, errorText: 'error: no such file', attempt: 1, outcome: 'failed' };
    expect(question).toMatchObject({
      ...{ kind: 'failure', title: 'a failed', state: 'pending', canVote: false, canWithdraw: false },
      failure: { ...facts, form: { choices: CHOICES, commentNeededFor: [] }, canAnswer: true, answer: null },
    });
    expect(await world.service.events(approvalsFailureAskedV1)).toContainEqual(
      expect.objectContaining({ approvalId: question.id, attempt: 1, exitCode: 2 }),
    );
    const { execution, nodes } = await world.execution(org, executionId);
    expect(execution['status']).toBe('waiting');
    expect(nodes[0]).toMatchObject({ status: 'waiting', questionId: question.id, approvalId: null, finishedAt: null });
    // The author of the commit may, who could not approve it.
    const said = await answer(question.id, 'retry', { comment: 'Flaky.' }, { user: org.ada, role: 'developer' });
    expect(said.body).toMatchObject({ state: 'resolved', failure: { answer: { choice: 'retry', comment: 'Flaky.' } } });
    expect(await answers(question)).toMatchObject([{ answer: 'retry', answeredBy: { userId: org.ada } }]);
    await fail('timed_out');
    const again = await questionOf(executionId);
    expect(again).toMatchObject({ failure: { attempt: 2, outcome: 'timed_out' } });
    await answer(again.id, 'retry');
    await runner.complete(await runner.next());
    await runner.complete(await runner.next());
    await ended(executionId, 'succeeded');
    const [a] = (await world.execution(org, executionId)).nodes;
    expect(a).toMatchObject({
      ...{ status: 'succeeded', attempt: 3, questionId: null, message: null },
      attempts: [
        { attempt: 1, outcome: 'failed', exitCode: 2, message: 'The command ended with exit code 2.' },
        { attempt: 2, outcome: 'timed_out' },
      ],
    });
  });

  it('has one answer, of two at once', async () => {
    const question = await ask();
    const both = await Promise.all([
      answer(question.id, 'skip', {}, { user: org.bob }),
      answer(question.id, 'abort', {}, { user: org.carol }),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(await answers(question)).toHaveLength(1);
    const isSkipped = both[0].status === 200;
    const { nodes } = await world.execution(org, question.run.executionId);
    expect(nodes[0]).toMatchObject({ status: isSkipped ? 'skipped' : 'failed' });
    if (isSkipped) await runner.complete(await runner.next());
    await ended(question.run.executionId, isSkipped ? 'warning' : 'failed');
  });

  it('is passed over with words, and the run ends with a warning', async () => {
    const question = await ask('{ action: ask, comment: skip, roles: [operator] }');
    expect(question).toMatchObject({ failure: { form: { commentNeededFor: ['skip'] } } });
    // In the place that counts: bob is a developer here, whatever their token says.
    expect((await answer(question.id, 'skip', { comment: 'Known.' })).body.code).toBe('approval_not_eligible');
    await world.service.db.query(`UPDATE pipelines.member SET role = 'operator' WHERE org_id = $1 AND user_id = $2`, [
      org.id,
      org.bob,
    ]);
    expect((await answer(question.id, 'skip')).body.code).toBe('approval_comment_needed');
    const { body } = await world.as(org, 'get', '/approval-requests?view=mine&limit=200');
    expect((body.items as Question[]).map(({ id }) => id)).toContain(question.id);
    expect((await answer(question.id, 'skip', { comment: 'Known.' })).status).toBe(200);
    await runner.complete(await runner.next());
    await ended(question.run.executionId, 'warning');
    const { execution, nodes } = await world.execution(org, question.run.executionId);
    expect(execution['reason']).toBe('a failed, and was skipped.');
    expect(nodes[0]).toMatchObject({
      status: 'skipped',
      message: 'Skipped by A admin. The command ended with exit code 2.',
    });
  });

  it('takes no votes, and an answer of nobody who may not vote', async () => {
    const question = await ask();
    const { pack } = question as unknown as { pack: { digest: string } };
    const vote = { decision: 'approve', evidenceDigest: pack.digest };
    const send = (path: string, body: object): ReturnType<World['as']> =>
      world.as(org, 'post', `/approval-requests/${question.id}/${path}`, { body });
    expect((await send('votes', vote)).body.code).toBe('approval_takes_an_answer');
    const changes = { comment: 'Other.', evidenceDigest: pack.digest };
    expect((await send('request-changes', changes)).body.code).toBe('approval_takes_an_answer');
    expect((await send('withdraw', {})).status).toBe(403);
    expect((await world.as(org, 'get', `/approvals/${question.id}`)).status).toBe(404);
    expect((await answer(question.id, 'retry', {}, { role: 'viewer' })).status).toBe(403);
    expect((await answer(question.id, 'abort')).status).toBe(200);
    await ended(question.run.executionId, 'failed');
    const { nodes } = await world.execution(org, question.run.executionId);
    expect(nodes[0]).toMatchObject({ message: 'Aborted by A admin. The command ended with exit code 2.', exitCode: 2 });
  });

  it('takes no other words, and no answer where people vote', async () => {
    const ask = 'name: ask\nnodes:\n  ok: { kind: approval, title: Go on? }\n';
    const executionId = await world.run(org, repository, ask);
    const voted = await eventually(async () => {
      const { body } = await world.as(org, 'get', '/approval-requests?kind=run&open=true&limit=200');
      const found = (body.items as Question[]).find(({ run }) => run.executionId === executionId);
      if (!found) throw new Error('nobody is asked yet');
      return found;
    });
    expect((await answer(voted.id, 'skip')).body.code).toBe('approval_is_voted_on');
    expect((await answer(voted.id, 'never')).status).toBe(400);
    expect((await answer(executionId, 'skip')).status).toBe(404);
  });

  it('fails when nobody answers in time', async () => {
    const question = await ask('{ action: ask, timeout: 1h }');
    expect(question['expiresAt']).not.toBeNull();
    for (const [table, column] of [
      ['approval', 'expires_at'],
      ['node_deadline', 'due_at'],
    ])
      await world.service.db.query(
        `UPDATE pipelines.${table} SET ${column} = clock_timestamp() - interval '1 second' WHERE node_id = $1`,
        [question.failure.nodeId],
      );
    expect((await answer(question.id, 'retry')).body.code).toBe('approval_decided');
    const sweeper = world.service.app.get(LeaseSweeper);
    await Promise.all([sweeper.sweep(), sweeper.sweep()]);
    await ended(question.run.executionId, 'failed');
    expect(await answers(question)).toMatchObject([{ answer: 'expired' }]);
    const { nodes } = await world.execution(org, question.run.executionId);
    expect(nodes[0]).toMatchObject({ status: 'failed', message: 'Nobody answered in time.' });
  });

  it('is asked about no more when the run is cancelled', async () => {
    const question = await ask();
    await world.as(org, 'post', `/executions/${question.run.executionId}/cancel`);
    await ended(question.run.executionId, 'cancelled');
    expect(await answers(question)).toMatchObject([{ answer: 'withdrawn' }]);
    expect((await answer(question.id, 'retry')).body.code).toBe('approval_decided');
  });
});
