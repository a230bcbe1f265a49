import { deploymentsDeploymentFinishedV1 } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { eventually } from '@throughline/testing';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUILT_IN_TEMPLATES } from '../src/templates/built-in-templates.js';
import type { Job, TestRunner } from './test-runner.js';
import { type ConnectedRepository, type Organization, World } from './world.js';

jest.setTimeout(120_000);

const OWN = {
  ...{ name: 'Our way', description: 'As we do it', category: 'House', tags: ['house'] },
  source: 'name: ours\ntype: security\nnodes: { a: { kind: checkout } }\n',
};
interface Spec {
  run: string | null;
  env: Record<string, string>;
  artifacts: { name: string; path: string }[];
}
interface Node {
  key: string;
  kind: string;
  status: string;
  message: string | null;
  approvalId: string | null;
}

describe('templates', () => {
  let world: World;
  let org: Organization;
  let other: Organization;
  beforeAll(async () => {
    world = await World.start();
    org = await world.organization();
    other = await world.organization();
  });
  afterAll(() => world.stop());

  const list = async (query = '', of = org): Promise<{ id: string; uses: number }[]> =>
    (await world.as(of, 'get', `/pipeline-templates${query}`)).body.items;
  const ids = async (query = '', of = org): Promise<string[]> => (await list(query, of)).map(({ id }) => id);
  const create = (body: object, of = org) => world.as(of, 'post', '/pipeline-templates', { body: { ...OWN, ...body } });

  it('come with the product, and can be searched and narrowed', async () => {
    expect((await ids()).toSorted()).toEqual(BUILT_IN_TEMPLATES.map(({ id }) => id).toSorted());
    expect(await ids('?type=mlops')).toEqual(['ml-training', 'continuous-training']);
    expect(await ids('?category=Security')).toEqual(['security-scan']);
    expect(await ids('?tag=rag')).toEqual(['rag']);
    expect(await ids('?search=OF%20MATERIALS')).toEqual(['security-scan']);
    expect(await ids('?search=%25')).toEqual([]);
    for (const query of ['?type=x', '?tag=A%20B', '?sort=worst', '?cursor=x'])
      expect((await world.as(org, 'get', `/pipeline-templates${query}`)).status).toBe(400);
    const shown = await world.as(org, 'get', '/pipeline-templates/rag', { role: 'viewer' });
    expect(shown.body).toMatchObject({ builtIn: true, own: false, type: 'llmops', visibility: 'public' });
    expect(shown.body.source).toContain('kind: gate');
    expect((await world.as(org, 'delete', '/pipeline-templates/rag')).body.code).toBe('template_built_in');
    expect((await world.as(org, 'get', '/pipeline-templates/nothing')).status).toBe(404);
  });

  it('are the organization’s own, or everybody’s, and no other organization deletes one', async () => {
    const broken = await create({ visibility: 'private', source: 'name: x\nnodes: { a: { kind: nope } }\n' });
    expect([broken.status, broken.body.code]).toEqual([422, 'template_broken']);
    expect(broken.body.errors[0].message).toContain('2:21: there is no kind nope');
    const hidden = (await create({ visibility: 'private' })).body;
    const open = (await create({ visibility: 'public', name: 'For all' })).body;
    expect(hidden).toMatchObject({ own: true, builtIn: false, type: 'security', uses: 0 });
    expect(await ids('?category=House')).toEqual([open.id, hidden.id]);
    expect(await ids('?category=House', other)).toEqual([open.id]);
    expect((await world.as(other, 'get', `/pipeline-templates/${open.id}`)).body).toMatchObject({ own: false });
    for (const [method, path] of [
      ['get', `/pipeline-templates/${hidden.id}`],
      ['post', `/pipeline-templates/${hidden.id}/uses`],
      ['delete', `/pipeline-templates/${hidden.id}`],
      ['delete', `/pipeline-templates/${open.id}`],
    ] as const)
      expect((await world.as(other, method, path)).status).toBe(404);
    expect((await world.as(org, 'delete', `/pipeline-templates/${hidden.id}`)).status).toBe(204);
    expect(await ids('?category=House')).toEqual([open.id]);
    expect((await world.as(org, 'post', '/pipeline-templates', { role: 'viewer', body: OWN })).status).toBe(403);
  });

  it('count their uses, however many come at once, and lead by them, page after page', async () => {
    const [own] = await ids('?category=House');
    const use = (id: string, of = org) => world.as(of, 'post', `/pipeline-templates/${id}/uses`);
    await Promise.all([use('rag'), use('rag'), use('rag', other), use(own ?? '', other), use(own ?? '')]);
    const [first, second] = await list();
    expect([first, second]).toEqual([
      expect.objectContaining({ id: 'rag', uses: 3 }),
      expect.objectContaining({ id: own, uses: 2 }),
    ]);
    for (const sort of ['popularity', 'newest']) {
      const seen: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const query: string = `?sort=${sort}&limit=3${cursor && `&cursor=${cursor}`}`;
        const { body } = await world.as(org, 'get', `/pipeline-templates${query}`);
        seen.push(...body.items.map(({ id }: { id: string }) => id));
        cursor = body.nextCursor;
      }
      expect(seen).toEqual(await ids(`?sort=${sort}`));
      expect(new Set(seen).size).toBe(11);
    }
  });

  describe('that come with the product', () => {
    let repository: ConnectedRepository;
    let runner: TestRunner;
    beforeAll(async () => {
      repository = await world.connect(org);
      runner = await world.runner();
    });

    it.each(BUILT_IN_TEMPLATES.map(({ id, source }) => [id, source]))(
      '%s runs to its end in a repository that holds nothing else',
      async (_id, source) => {
        const id = await world.run(org, repository, source);
        const workspace = mkdtempSync(join(tmpdir(), 'template-'));
        writeFileSync(join(workspace, 'pipeline.yml'), source);
        try {
          const execution = await toItsEnd(id, workspace);
          expect(execution).toMatchObject({ status: 'succeeded' });
        } finally {
          rmSync(workspace, { recursive: true });
        }
      },
    );

    /** Does what a runner, people and deployments do, until the execution is over. */
    async function toItsEnd(id: string, workspace: string): Promise<Record<string, unknown>> {
      for (;;) {
        const job = await runner.acquire(200);
        if (job) await work(job, workspace);
        const { execution, nodes } = await world.execution(org, id);
        for (const node of nodes as unknown as Node[]) if (node.status === 'waiting') await answer(id, node);
        const failed = (nodes as unknown as Node[]).find(({ status }) => ['failed', 'errored'].includes(status));
        if (failed) throw new Error(`${failed.key}: ${failed.message}`);
        if (execution['finishedAt'] !== null) return execution;
      }
    }

    async function work(job: Job, workspace: string): Promise<void> {
      const { run, env, artifacts } = job.spec as unknown as Spec;
      const outputs = join(workspace, '.outputs');
      writeFileSync(outputs, '');
      if (run !== null) {
        const own = { THROUGHLINE_OUTPUT: outputs, THROUGHLINE_COMMIT: 'a'.repeat(40), PATH: process.env['PATH'] };
        execFileSync('/bin/sh', ['-eu', '-c', run], { cwd: workspace, env: { ...own, ...env }, stdio: 'pipe' });
      }
      for (const { name, path } of artifacts) {
        const sent = await runner.upload(job, name, readFileSync(join(workspace, path), 'latin1'));
        expect([name, sent.status]).toEqual([name, 200]);
      }
      const lines = readFileSync(outputs, 'utf8').split('\n').filter(Boolean);
      rmSync(outputs);
      const entries = lines.map(
        (line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)] as const,
      );
      await runner.complete(job, 'succeeded', { outputs: Object.fromEntries(entries) });
    }

    async function answer(executionId: string, node: Node): Promise<void> {
      if (node.kind === 'approval') return approve(node.approvalId ?? '');
      const requests = await world.service.db.query<{ request: string }>(
        `SELECT attempt_id AS request FROM pipelines.node WHERE execution_id = $1 AND key = $2`,
        [executionId, node.key],
      );
      const { example } = deploymentsDeploymentFinishedV1;
      await world.service.deliver(deploymentsDeploymentFinishedV1, org.id, {
        ...{ ...example, requestId: requests[0]?.request ?? '', deploymentId: newId(), executionId },
        ...{ outcome: 'live' as const, url: 'none' },
      });
      await eventually(async () => {
        const statuses = await world.statuses(org, executionId);
        if (statuses[node.key] === 'waiting') throw new Error(`${node.key} waits`);
      });
    }

    async function approve(approvalId: string): Promise<void> {
      const { body } = await world.as(org, 'get', `/approvals/${approvalId}`);
      const vote = { decision: 'approve', evidenceDigest: body.evidence.digest, comment: 'Seen.' };
      const voted = await world.as(org, 'post', `/approvals/${approvalId}/votes`, { user: org.carol, body: vote });
      expect([voted.status, voted.text]).toEqual([200, expect.any(String)]);
    }
  });
});
