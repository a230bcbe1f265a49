import { newId } from '@throughline/kernel';
import { BlobStore } from '@throughline/platform';
import { eventually } from '@throughline/testing';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { BlobSweeper } from '../src/artifacts/blob-sweeper.js';
import { imageDigest, inAMonth } from './furnished-organization.js';
import type { Job } from './test-runner.js';
import { type ConnectedRepository, type Organization, World } from './world.js';

jest.setTimeout(60_000);

const gated = (condition: string): string => `name: hello-service
nodes:
  test:
    kind: shell
    run: make test
    artifacts:
      - { name: report, path: junit.xml, report: junit }
      - { name: scan, path: trivy.json, report: trivy }
  gate: { kind: gate, needs: [test], condition: '${condition}' }
`;
const SIMPLE = `name: hello-service
nodes:
  build: { kind: shell, run: make, artifacts: [{ name: app, path: app.tgz }] }
`;
const JUNIT = '<testsuite><testcase name="a"/><testcase name="b"><failure message="no"/></testcase></testsuite>';
const GREEN = '<testsuite><testcase name="a"/></testsuite>';
const finding = (id: string, Severity = 'CRITICAL'): object => ({ VulnerabilityID: id, PkgName: 'p', Severity });
const scanOf = (...findings: object[]): string =>
  JSON.stringify({ SchemaVersion: 2, Results: [{ Target: 'app', Vulnerabilities: findings }] });

interface Evidence {
  id: string;
  kind: string;
  name: string;
  status: string;
  summary: Record<string, unknown>;
  problem: string | null;
  nodeKey: string | null;
}

describe('evidence', () => {
  let world: World;
  let org: Organization;
  let repository: ConnectedRepository;
  beforeAll(async () => {
    world = await World.start();
    org = await world.organization();
    repository = await world.connect(org);
  });
  afterAll(() => world.stop());

  const evidenceOf = async (executionId: string): Promise<Evidence[]> =>
    (await world.as(org, 'get', `/executions/${executionId}/evidence`)).body.items as Evidence[];
  const post = (path: string, body: object): ReturnType<World['as']> => world.as(org, 'post', path, { body });

  /** Runs the pipeline's first node with these artifacts; resolves to the execution. */
  async function run(pipeline: string, artifacts: Record<string, string>): Promise<string> {
    const runner = await world.runner();
    const executionId = await world.run(org, repository, pipeline);
    const job = await runner.next();
    for (const [name, content] of Object.entries(artifacts)) await uploaded(runner, job, name, content);
    await runner.complete(job);
    return executionId;
  }

  async function uploaded(
    runner: Awaited<ReturnType<World['runner']>>,
    job: Job,
    name: string,
    content: string,
  ): Promise<string> {
    const { status, body } = await runner.upload(job, name, content);
    expect(status).toBe(200);
    return String(body['digest']);
  }

  const gateOf = (executionId: string): Promise<{ status: string; message: string | null }> =>
    eventually(async () => {
      const { nodes } = await world.execution(org, executionId);
      const gate = nodes.find(({ key }) => key === 'gate') as { status: string; message: string | null };
      expect(['succeeded', 'failed']).toContain(gate.status);
      return gate;
    });

  const artifactsOf = async (executionId: string): Promise<{ id: string; digest: string; name: string }[]> =>
    (await world.as(org, 'get', `/executions/${executionId}/artifacts`)).body.items;

  it('comes with the reports of a step, and a gate that it speaks against says why', async () => {
    const condition = 'evidence.tests.failed == 0 && evidence.vulnerabilities.critical == 0';
    const executionId = await run(gated(condition), { report: JUNIT, scan: scanOf(finding('CVE-1')) });
    expect(await gateOf(executionId)).toMatchObject({
      status: 'failed',
      message: 'The condition does not hold: evidence.tests.failed is 1, evidence.vulnerabilities.critical is 1.',
    });
    const evidence = await evidenceOf(executionId);
    expect(evidence.map(({ kind, status, nodeKey }) => [kind, status, nodeKey])).toEqual([
      ['vulnerability_scan', 'failed', 'test'],
      ['test_report', 'failed', 'test'],
    ]);
    const { body } = await world.as(org, 'get', `/evidence/${evidence[1]?.id}`);
    expect(body).toMatchObject({ summary: { total: 2, failed: 1 }, items: [{ name: 'b', message: 'no' }] });
  });

  it('that cannot be read is evidence of that, and lets no gate pass', async () => {
    const executionId = await run(gated('evidence.tests.failed == 0'), { report: 'PASS', scan: scanOf() });
    expect(await gateOf(executionId)).toMatchObject({
      status: 'failed',
      message: 'The condition cannot be judged: there is no evidence of tests that could be read.',
    });
    const report = (await evidenceOf(executionId)).find(({ kind }) => kind === 'test_report');
    expect(report).toMatchObject({ status: 'unreadable', problem: expect.stringContaining('no well-formed XML') });
  });

  it('is waived by name, for a repository, until a date or a revocation', async () => {
    const condition = 'evidence.vulnerabilities.critical == 0';
    const artifacts = { report: GREEN, scan: scanOf(finding('CVE-2026-7'), finding('CVE-2026-8', 'LOW')) };
    const before = await run(gated(condition), artifacts);
    expect(await gateOf(before)).toMatchObject({ status: 'failed' });

    const waiver = { finding: 'cve-2026-7', reason: 'not reachable', expiresAt: inAMonth() };
    const { status, body } = await post('/waivers', { ...waiver, repositoryId: repository.id });
    expect([status, body.state]).toEqual([201, 'active']);
    const meanwhile = await run(gated(condition), artifacts);
    expect(await gateOf(meanwhile)).toMatchObject({ status: 'succeeded' });
    const scan = (await evidenceOf(before)).find(({ kind }) => kind === 'vulnerability_scan');
    expect(scan).toMatchObject({
      status: 'passed',
      summary: { critical: 0, criticalWaived: 1, low: 1, blocked: false },
    });
    const { items } = (await world.as(org, 'get', `/evidence/${scan?.id}`)).body;
    expect(items).toMatchObject([
      { id: 'CVE-2026-7', waived: true },
      { id: 'CVE-2026-8', waived: false },
    ]);

    await world.service.db.query(`UPDATE pipelines.waiver SET expires_at = clock_timestamp() WHERE id = $1`, [body.id]);
    expect(await gateOf(await run(gated(condition), artifacts))).toMatchObject({ status: 'failed' });
    const listed = (await world.as(org, 'get', '/waivers?state=expired')).body.items;
    expect(listed).toMatchObject([{ id: body.id, state: 'expired', repositoryName: 'hello' }]);
  });

  it('is waived for a service that the execution deploys, and revoked once', async () => {
    const executionId = await run(SIMPLE, { app: 'waived service' });
    const grant = { finding: 'CVE-2', reason: 'accepted', expiresAt: inAMonth(), service: 'hello-service' };
    const { body: waiver } = await post('/waivers', grant);
    const scan = { execution_id: executionId, scan_results: [finding('CVE-2')] };
    // This execution deploys nothing.
    expect((await post('/evidence/vulnerability-scans', scan)).body).toMatchObject({
      summary: { critical: 1, criticalWaived: 0, blocked: true },
    });
    const path = `/waivers/${waiver.id}`;
    const revoked = await Promise.all([1, 2, 3].map(() => world.as(org, 'delete', path)));
    expect(revoked.map(({ status }) => status).toSorted()).toEqual([204, 409, 409]);
    const [row] = (await world.as(org, 'get', '/waivers?state=revoked')).body.items;
    expect(row).toMatchObject({ id: waiver.id, state: 'revoked', revokedByName: expect.any(String) });
  });

  it.each<[string, object, number]>([
    ['for nothing', {}, 400],
    ['for both', { repositoryId: newId(), service: 'hello-service' }, 400],
    ['for a repository that there is not', { repositoryId: newId() }, 404],
    ['for a service that there is not', { service: 'nothing' }, 422],
    ['until yesterday', { service: 'hello-service', expiresAt: '2020-01-01T00:00:00Z' }, 400],
    ['for ever', { service: 'hello-service', expiresAt: '9999-01-01T00:00:00Z' }, 400],
  ])('is not waived %s', async (_what, more, status) => {
    const answer = await post('/waivers', { finding: 'CVE-1', reason: 'because', expiresAt: inAMonth(), ...more });
    expect(answer.status).toBe(status);
  });

  it('is waived by those who manage it alone', async () => {
    const body = { finding: 'CVE-1', reason: 'because', expiresAt: inAMonth(), service: 'hello-service' };
    expect((await world.as(org, 'post', '/waivers', { body, role: 'developer' })).status).toBe(403);
  });

  it('is posted step by step, and a step that is said again replaces itself', async () => {
    const executionId = await run(SIMPLE, { app: 'posted' });
    const [artifact] = await artifactsOf(executionId);
    const step = { execution_id: executionId, step_name: 'sast', step_type: 'sast', status: 'running' };
    expect((await post('/evidence/ci-steps', step)).body).toMatchObject({ recorded: 1, errors: [] });
    const steps = [
      { ...step, status: 'passed', duration_ms: 5 },
      { ...step, step_name: 'unit', step_type: 'unit', execution_id: undefined, artifact_digest: artifact?.digest },
      { ...step, status: 'great' },
      { ...step, execution_id: newId() },
      7,
    ];
    const { status, body } = await post('/evidence/ci-steps', steps);
    expect(status).toBe(200);
    expect(body.data.map((one: Evidence) => [one.name, one.status, one.summary['stepOrder']])).toEqual([
      ['sast', 'passed', 1],
      ['unit', 'running', 4],
    ]);
    expect(body.errors).toMatchObject([
      { index: 2, pointer: '/status' },
      { index: 3, pointer: '' },
      { index: 4, pointer: '' },
    ]);
    expect(await evidenceOf(executionId)).toHaveLength(2);
    expect((await post('/evidence/ci-steps', [])).status).toBe(400);
  });

  it('is one row, however many say it at once', async () => {
    const executionId = await run(SIMPLE, { app: 'raced' });
    const step = { execution_id: executionId, step_name: 'sast', step_type: 'sast', status: 'passed' };
    const answers = await Promise.all([1, 2, 3, 4].map(() => post('/evidence/ci-steps', [step, step])));
    expect(answers.map(({ status, body }) => [status, body.recorded])).toEqual(answers.map(() => [200, 1]));
    expect(await evidenceOf(executionId)).toHaveLength(1);
  });

  it('is posted as a report, with a percentage of coverage', async () => {
    const execution_id = await run(SIMPLE, { app: 'reports' });
    const tests = { execution_id, report_xml: JUNIT, test_type: 'integration', coverage_percent: 81.239 };
    expect((await post('/evidence/test-results', tests)).body).toMatchObject({ kind: 'test_report', status: 'failed' });
    const sbom = { execution_id, sbom_data: { spdxVersion: 'SPDX-2.3', packages: [{ name: 'a' }] }, generator: 'syft' };
    expect((await post('/evidence/sboms', sbom)).body).toMatchObject({ name: 'syft', summary: { packages: 1 } });
    const evidence = await evidenceOf(execution_id);
    expect(evidence.map(({ kind, name, summary }) => [kind, name, summary['percent']])).toEqual([
      ['sbom', 'syft', undefined],
      ['coverage', 'integration', 81.23],
      ['test_report', 'integration', undefined],
    ]);
    const refused = await post('/evidence/test-results', { execution_id, report_xml: 'PASS' });
    expect([refused.status, refused.body.code]).toEqual([422, 'report_unreadable']);
    expect((await post('/evidence/sboms', { ...sbom, format: 'cyclonedx' })).body.detail).toContain('This is spdx');
  });

  it('is signed as cosign signs, with a key that is registered', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const executionId = await run(SIMPLE, { app: 'signed' });
    const [artifact] = await artifactsOf(executionId);
    const payloadFor = (digest = ''): Buffer =>
      Buffer.from(
        JSON.stringify({
          critical: {
            identity: { 'docker-reference': 'registry.example/app' },
            image: { 'docker-manifest-digest': digest },
            type: 'cosign container image signature',
          },
          optional: null,
        }),
      );
    const signed = (payload: Buffer): object => ({
      payload: payload.toString('base64'),
      signature: sign('sha256', payload, privateKey).toString('base64'),
    });
    const path = `/artifacts/${artifact?.id}/signatures`;
    expect((await post(path, signed(payloadFor(artifact?.digest)))).body.code).toBe('keys_missing');
    const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const registered = await Promise.all(['one', 'two'].map((name) => post('/signing-keys', { name, publicKey: pem })));
    expect(registered.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    const wrong = await post(path, signed(payloadFor(`sha256:${'0'.repeat(64)}`)));
    expect(wrong.body).toMatchObject({ status: 'failed', problem: expect.stringContaining('and not of') });
    const right = await post(path, signed(payloadFor(artifact?.digest)));
    expect(right.body).toMatchObject({
      ...{ kind: 'signature', name: 'build/app', status: 'passed', problem: null },
      summary: { verified: true, reference: 'registry.example/app' },
    });
    expect(await evidenceOf(executionId)).toHaveLength(1);
    const secret = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    expect((await post('/signing-keys', { name: 'x', publicKey: secret })).body.code).toBe('key_unusable');
  });

  it('is about an image in a registry, too, which is registered once', async () => {
    const execution_id = await run(SIMPLE, { app: 'image' });
    const image_digest = imageDigest();
    const image = { execution_id, image_digest, name: 'shop/app', registry_url: 'registry.example', image_tag: '1.2' };
    const answers = await Promise.all([1, 2, 3].map(() => post('/evidence/images', image)));
    expect(answers.map(({ body }) => body.duplicate).toSorted()).toEqual([false, true, true]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    const [listed] = (await world.as(org, 'get', `/executions/${execution_id}/images`)).body.items;
    expect(listed).toMatchObject({ digest: image_digest, tag: '1.2', type: 'docker', sizeBytes: null, metadata: {} });
    const scan = { artifact_digest: image_digest, scan_results: [], image_ref: 'shop/app:1.2' };
    expect((await post('/evidence/vulnerability-scans', scan)).body).toMatchObject({
      ...{ executionId: execution_id, artifactId: null, status: 'passed' },
    });
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    await post('/signing-keys', { name: 'images', publicKey: pem });
    const critical = { image: { 'docker-manifest-digest': image_digest }, type: 'cosign container image signature' };
    const payload = Buffer.from(JSON.stringify({ critical, optional: null }));
    const signature = sign('sha256', payload, privateKey).toString('base64');
    const signed = await post(`/evidence/images/${listed.id}/signatures`, {
      payload: payload.toString('base64'),
      signature,
    });
    expect(signed.body).toMatchObject({ name: 'image shop/app', status: 'passed', summary: { keyName: 'images' } });
    for (const metadata of [{ a: 'x'.repeat(20_000) }, { a: '\0' }, { '\ud800': 1 }])
      expect((await post('/evidence/images', { ...image, metadata })).status).toBe(400);
  });

  it('about content that a later upload replaced is gone, and that content with it', async () => {
    const runner = await world.runner();
    const executionId = await world.run(org, repository, SIMPLE);
    const job = await runner.next();
    const first = await uploaded(runner, job, 'app', 'first try');
    await post('/evidence/vulnerability-scans', { artifact_digest: first, scan_results: [finding('CVE-1')] });
    expect(await evidenceOf(executionId)).toHaveLength(1);
    const second = await uploaded(runner, job, 'app', 'second try');
    expect(await evidenceOf(executionId)).toEqual([]);
    await runner.complete(job);
    await swept();
    const blobs = world.service.app.get(BlobStore);
    await expect(blobs.open(org.id, first)).rejects.toMatchObject({ code: 'blob_missing' });
    (await blobs.open(org.id, second)).destroy();
  });

  const sweep = (): Promise<void> => world.service.app.get(BlobSweeper).drain();

  /** As if nothing had been uploaded for an hour. */
  async function anHourLater(): Promise<void> {
    await world.service.db.query(
      `UPDATE pipelines.blob SET claimed_until = clock_timestamp(), due_at = CASE WHEN due_at IS NULL THEN NULL
         ELSE clock_timestamp() END`,
    );
  }

  async function swept(): Promise<void> {
    await anHourLater();
    await sweep();
  }

  it('stays when its artifact is deleted; the content goes with the last artifact that names it', async () => {
    const [one, other] = [await run(SIMPLE, { app: 'the same' }), await run(SIMPLE, { app: 'the same' })];
    const digest = `sha256:${createHash('sha256').update('the same').digest('hex')}`;
    const rows = await world.service.db.query('SELECT 1 FROM pipelines.blob WHERE digest = $1', [digest]);
    expect(rows).toHaveLength(1);
    const scan = { artifact_digest: digest, scan_results: [finding('CVE-1')] };
    const { body: said } = await post('/evidence/vulnerability-scans', scan);
    expect(said.executionId).toBe(other);
    const blobs = world.service.app.get(BlobStore);
    for (const executionId of [one, other]) {
      (await blobs.open(org.id, digest)).destroy();
      const [artifact] = await artifactsOf(executionId);
      const path = `/artifacts/${artifact?.id}`;
      expect((await world.as(org, 'delete', path, { role: 'developer' })).status).toBe(403);
      expect((await world.as(org, 'delete', path)).status).toBe(204);
      expect((await world.as(org, 'delete', path)).status).toBe(404);
      await swept();
    }
    await expect(blobs.open(org.id, digest)).rejects.toMatchObject({ code: 'blob_missing' });
    expect((await world.as(org, 'get', `/evidence/${said.id}`)).body).toMatchObject({ artifactId: null });
  });

  it('has content that an upload of the same and a sweep at once leave there', async () => {
    const content = 'raced content';
    const digest = `sha256:${createHash('sha256').update(content).digest('hex')}`;
    let executionId = await run(SIMPLE, { app: content });
    const runner = await world.runner();
    for (let round = 0; round < 3; round += 1) {
      const [artifact] = await artifactsOf(executionId);
      executionId = await world.run(org, repository, SIMPLE);
      const job = await runner.next();
      await world.as(org, 'delete', `/artifacts/${artifact?.id}`);
      await anHourLater();
      await Promise.all([sweep(), uploaded(runner, job, 'app', content), sweep()]);
      await runner.complete(job);
      await sweep();
      (await world.service.app.get(BlobStore).open(org.id, digest)).destroy();
    }
  });

  it('keeps the artifacts of an execution that is not over', async () => {
    const runner = await world.runner();
    const executionId = await world.run(org, repository, SIMPLE);
    const job = await runner.next();
    await uploaded(runner, job, 'app', 'not over');
    const [artifact] = await artifactsOf(executionId);
    const refused = await world.as(org, 'delete', `/artifacts/${artifact?.id}`);
    expect([refused.status, refused.body.code]).toEqual([409, 'execution_not_over']);
    await runner.complete(job);
  });
});
