import type { Organization, World } from '../../../services/pipelines/test/world.js';
import { report } from '../figure.ts';
import { corpusFor, INJECTED_HEADER } from './i4-corpus.ts';
import { judgeGit } from './i4-git.ts';
import { watchPipelines, type WatchedPipelines } from './i4-watched-pipelines.ts';

jest.setTimeout(2 * 60_000);

const PIPELINE = 'name: x\nnodes:\n  build: { kind: shell, run: make, artifacts: [{ name: out, path: out.tgz }] }\n';

describe('I4: injected strings as names of files', () => {
  let watched: WatchedPipelines;
  beforeAll(async () => {
    watched = await watchPipelines();
  });
  afterAll(() => watched.close());

  it('come back in their header, as they were uploaded', async () => {
    const { watch, world } = watched;
    const org = await world.organization();
    const executionId = await world.run(org, await world.connect(org), PIPELINE);
    const runner = await world.runner();
    const job = await runner.next();
    const texts = corpusFor(watch.folder).map(({ text }) => text);
    const problems: string[] = [];
    const kept: string[] = [];
    for (const text of texts) {
      await runner.call(`/${job.jobId}/heartbeat`, { fence: job.fence });
      const query = new URLSearchParams({ fence: String(job.fence), name: 'out', fileName: text });
      const stored = await fetch(`${world.service.url}/runner/v1/jobs/${job.jobId}/artifacts?${query.toString()}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${runner.token}`, 'content-type': 'application/octet-stream' },
        body: 'content',
      });
      if (stored.status === 400) continue;
      kept.push(text);
      const name = stored.status === 200 ? await downloadedName(world, org, executionId) : stored.status;
      if (name !== text) problems.push(`${JSON.stringify(text)} comes back as ${name}`);
    }
    report({
      row: 'I4',
      target: 'file names: each comes back as itself, in its header alone',
      reached: `${texts.length} names, ${kept.length} taken: ${problems.length} wrong`,
      pass: problems.length === 0,
    });
    expect(problems).toEqual([]);
    expect(kept.length).toBeGreaterThan(0);
    judgeGit(watch, 'uploads', `${kept.length} names`);
  });
});

/** What the download's header calls the file; undefined when that header says more, or there is a new one. */
async function downloadedName(world: World, org: Organization, executionId: string): Promise<string | undefined> {
  const [artifact] = (await world.as(org, 'get', `/executions/${executionId}/artifacts`)).body.items;
  const { headers } = await world.as(org, 'get', `/artifacts/${artifact.id}/content`);
  const name = /^attachment; filename\*=UTF-8''([\w.!~*'()%-]+)$/.exec(headers['content-disposition'] ?? '')?.[1];
  return name === undefined || headers[INJECTED_HEADER] !== undefined ? undefined : decodeURIComponent(name);
}
