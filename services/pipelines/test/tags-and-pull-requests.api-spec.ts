import { newId } from '@throughline/kernel';
import { eventually } from '@throughline/testing';
import request from 'supertest';
import { type ConnectedRepository, type Organization, World } from './world.js';

const PIPELINE = 'name: w\nnodes:\n  a: { kind: gate, condition: "true" }\n';
const DEPLOYING = `name: d
nodes:
  a: { kind: shell, run: x, artifacts: [{ name: x, path: x }] }
  d: { kind: deploy, needs: [a], service: hello-service, environment: staging, artifact: x }
`;

describe('tags and pull requests', () => {
  let world: World;
  let org: Organization;
  let repository: ConnectedRepository;
  beforeAll(async () => {
    world = await World.start();
    org = await world.organization();
    repository = await world.connect(org);
    const rules = [
      { target: 'tag', pattern: 'v*', deployable: true },
      { target: 'pull_request', pattern: 'main', deployable: true },
      { target: 'pull_request', pattern: 'open/*', deployable: true, allowForks: true },
    ];
    for (const body of rules)
      expect((await world.as(org, 'post', `/repositories/${repository.id}/branch-rules`, { body })).status).toBe(201);
  });
  afterAll(() => world.stop());

  const settled = (deliveryId: string): Promise<{ outcome: string; reason: string | null; executionId: string }> =>
    eventually(async () => {
      const { body } = await world.as(org, 'get', `/repositories/${repository.id}/deliveries?limit=200`);
      const row = body.items.find((one: { deliveryId: string }) => one.deliveryId === deliveryId);
      if (!row || (row.outcome === 'accepted' && row.executionId === null)) throw new Error('not worked on yet');
      return row;
    });
  async function deliver(payload: object, event = 'push') {
    const deliveryId = newId();
    expect((await world.hook(repository, payload, { event, deliveryId })).status).toBe(202);
    return settled(deliveryId);
  }
  const push = (text = PIPELINE): string =>
    world.repository.push('topic', { '.throughline/pipeline.yml': text, 'unique.txt': newId() });
  let number = 0;
  /** A pull request whose commits the repository holds, as hosts keep them. */
  function pullRequest(base: string, { text = PIPELINE, fork = false, action = 'opened' } = {}) {
    const sha = push(text);
    number += 1;
    world.repository.place(`refs/pull/${number}/head`, sha);
    const head = { sha, ref: 'main', repo: { id: fork ? 2 : 1 } };
    return { sha, payload: { action, number, pull_request: { head, base: { ref: base, repo: { id: 1 } } } } };
  }
  const deployable = async (id: string): Promise<boolean | undefined> =>
    (
      await world.service.db.query<{ deployable: boolean }>(
        'SELECT deployable FROM pipelines.execution WHERE id = $1',
        [id],
      )
    )[0]?.deployable;

  it.each([false, true])(
    'runs a tag that a rule fits, at the commit that it names (annotated: %s)',
    async (annotated) => {
      const sha = push();
      const tag = `refs/tags/v1.${newId()}`;
      world.repository.place(tag, sha, { annotated });
      const { executionId } = await deliver({ ref: tag, after: annotated ? 'b'.repeat(40) : sha });
      const { execution } = await world.execution(org, executionId);
      expect(execution).toMatchObject({ trigger: 'tag', commit: { sha, branch: tag }, requestedById: org.ada });
      expect(await deployable(executionId)).toBe(true);
      const replay = await world.as(org, 'post', `/executions/${executionId}/replay`);
      expect(await deployable(replay.body.id)).toBe(true);
    },
  );

  it('starts nothing for a tag that no rule fits, whatever the branches’ rules say', async () => {
    const sha = push();
    world.repository.place('refs/tags/main', sha);
    expect(await deliver({ ref: 'refs/tags/main', after: sha })).toMatchObject({
      ...{ outcome: 'ignored', reason: 'No rule for tags fits the tag main; there are rules for v*.' },
    });
  });

  it('runs a pull request by the rule for the branch that it is to go into', async () => {
    const { sha, payload } = pullRequest('main');
    const { executionId } = await deliver(payload, 'pull_request');
    const { execution } = await world.execution(org, executionId);
    expect(execution).toMatchObject({ trigger: 'pull_request', commit: { sha, branch: `refs/pull/${number}/head` } });
    expect(await deployable(executionId)).toBe(true);
    const other = pullRequest('develop');
    expect((await deliver(other.payload, 'pull_request')).reason).toContain(
      'No rule for pull requests fits one into develop',
    );
  });

  it('never deploys from a fork, now or in a replay, and takes nobody for its author', async () => {
    const { payload } = pullRequest('open/main', { fork: true, text: DEPLOYING });
    const { executionId } = await deliver(payload, 'pull_request');
    expect(await deployable(executionId)).toBe(false);
    const { execution } = await world.execution(org, executionId);
    // The commit says that Ada, who is a member, wrote it.
    expect(execution).toMatchObject({ requestedById: null, requestedByName: 'Ada Lovelace' });
    const replay = await world.as(org, 'post', `/executions/${executionId}/replay`);
    expect(replay.status).toBe(202);
    expect(await deployable(replay.body.id)).toBe(false);
  });

  it('does not even run a fork’s pipeline file where the rule does not allow forks', async () => {
    const end = await deliver(pullRequest('main', { fork: true }).payload, 'pull_request');
    expect(end.outcome).toBe('ignored');
    expect(end.reason).toContain('comes from a fork');
  });

  it('starts nothing for a pull request that is closed, or that has gone on', async () => {
    const closed = await deliver(pullRequest('main', { action: 'closed' }).payload, 'pull_request');
    expect(closed.reason).toBe('Nothing follows from a pull request that is closed.');
    const { payload } = pullRequest('main');
    world.repository.place(`refs/pull/${number}/head`, push());
    expect((await deliver(payload, 'pull_request')).reason).toBe('The pull request has gone on to another commit.');
  });

  it('has no branch named after a tag or a pull request taken for one', async () => {
    const sha = push();
    expect((await deliver({ ref: 'refs/heads/refs/tags/v1', after: sha })).outcome).toBe('ignored');
    const [pipeline] = (await world.as(org, 'get', '/pipelines')).body.items;
    const start = await world.as(org, 'post', `/pipelines/${pipeline.id}/executions`, {
      body: { branch: 'refs/tags/v1' },
    });
    expect(start.status).toBe(400);
  });

  it('refuses forks in a rule that is not about pull requests', async () => {
    const body = { target: 'tag', pattern: 'x', allowForks: true };
    const answer = await world.as(org, 'post', `/repositories/${repository.id}/branch-rules`, { body });
    expect(answer).toMatchObject({ status: 422, body: { code: 'forks_of_nothing' } });
  });

  describe('from GitLab', () => {
    const gitlab = (event: string, body: object, { token = repository.secret, uuid = newId() } = {}) =>
      request(world.service.url)
        .post(`/hooks/gitlab/${repository.id}`)
        .set('x-gitlab-event', event)
        .set('x-gitlab-token', token)
        .set('x-gitlab-event-uuid', uuid)
        .send(body);

    it('runs pushes and merge requests', async () => {
      const sha = push();
      world.repository.place('refs/merge-requests/5/head', sha);
      const [merge, tag] = [newId(), newId()];
      const attributes = { action: 'open', iid: 5, target_branch: 'main', source_project_id: 1, target_project_id: 1 };
      const body = { object_attributes: { ...attributes, last_commit: { id: sha } } };
      expect((await gitlab('Merge Request Hook', body, { uuid: merge })).status).toBe(202);
      const { executionId } = await settled(merge);
      expect((await world.execution(org, executionId)).execution).toMatchObject({
        ...{ trigger: 'pull_request', commit: { sha, branch: 'refs/merge-requests/5/head' } },
      });
      world.repository.place('refs/tags/v9', sha);
      await gitlab('Tag Push Hook', { ref: 'refs/tags/v9', after: sha }, { uuid: tag });
      expect((await settled(tag)).outcome).toBe('accepted');
      const again = await gitlab('Merge Request Hook', body);
      expect(again.body).toEqual({ status: 'duplicate' });
    });

    it.each(['', 'wrong'])('refuses the token %j', async (token) => {
      const answer = await gitlab('Push Hook', { x: newId() }, { token });
      expect([answer.status, answer.body.code]).toEqual([401, 'signature_invalid']);
    });
  });
});
