import { eventually, memberClaims } from '@throughline/testing';
import { type Organization, World } from './world.js';

const PIPELINE = 'name: l\nnodes:\n  a: { kind: shell, run: x }\n';
const hintOf = (id: string): string => JSON.stringify({ resource: 'execution', id });

interface Reader {
  heard(): string;
  leave(): Promise<void>;
}

describe('live screens', () => {
  let world: World;
  const readers: Reader[] = [];
  beforeAll(async () => {
    world = await World.start();
  });
  afterAll(async () => {
    await Promise.all(readers.map((reader) => reader.leave()));
    await world.stop();
  });

  async function read(org: Organization): Promise<Reader> {
    const abort = new AbortController();
    const headers = { authorization: await world.service.bearer(memberClaims(org.id, 'viewer')) };
    const url = `${world.service.url}/api/v1/orgs/${org.id}/live/pipelines`;
    const response = await fetch(url, { headers, signal: abort.signal });
    let seen = '';
    const reading = (async () => {
      for await (const chunk of response.body ?? []) seen += Buffer.from(chunk).toString();
    })().catch(() => undefined);
    const reader = { heard: () => seen, leave: () => (abort.abort(), reading) };
    readers.push(reader);
    return reader;
  }

  it('T5: hear what changed in their organization, and nothing of another', async () => {
    const orgs = [await world.organization(), await world.organization()] as const;
    const [ours, theirs] = [await read(orgs[0]), await read(orgs[1])];
    const executions = [];
    for (const org of orgs) executions.push(await world.run(org, await world.connect(org), PIPELINE));
    const [ourId = '', theirId = ''] = executions;
    // One connection carries the hints in the order of commits: who has heard the later one was passed the earlier.
    await eventually(() => expect(theirs.heard()).toContain(hintOf(theirId)));
    await eventually(() => expect(ours.heard()).toContain(hintOf(ourId)));
    expect(theirs.heard()).not.toContain(ourId);
    expect(ours.heard()).not.toContain(theirId);
  });
});
