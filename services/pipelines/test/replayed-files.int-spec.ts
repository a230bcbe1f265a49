import { eventually } from '@throughline/testing';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Organization, REGISTRATION_TOKEN, World } from './world.js';

const RUNNER = resolve(__dirname, '../../../runner/dist/main.js');
const LIMIT_MS = 60_000;
const PIPELINE = `name: files
nodes:
  co: { kind: checkout }
  build: { kind: shell, needs: [co], run: ['mkdir dist', 'date +%s%N > dist/app', 'rm unique.txt'] }
  test: { kind: shell, needs: [build], run: ['ln -s app dist/latest', 'cp dist/app tested'] }
  end: { kind: shell, needs: [test], run: ['test ! -e unique.txt', 'cmp dist/latest tested', 'cat dist/app'] }
`;

/** The service, and runners as they are delivered: what a step finds has been through both. */
describe('a replay on another runner', () => {
  let world: World;
  let org: Organization;
  let runner: { child: ChildProcess; folder: string } | undefined;
  beforeAll(async () => {
    world = await World.start();
    org = await world.organization();
  });
  afterEach(stopRunner);
  afterAll(() => world.stop());

  function startRunner(name: string): void {
    const folder = mkdtempSync(join(tmpdir(), `${name}-`));
    const env = {
      PATH: process.env['PATH'],
      GATEWAY_URL: world.service.url,
      RUNNER_REGISTRATION_TOKEN: REGISTRATION_TOKEN,
      RUNNER_NAME: name,
      RUNNER_WORK_DIR: folder,
      RUNNER_SANDBOX: 'none',
      LOG_LEVEL: 'silent',
    };
    runner = { child: spawn(process.execPath, [RUNNER], { env, stdio: 'ignore' }), folder };
  }

  async function stopRunner(): Promise<void> {
    if (!runner) return;
    const { child, folder } = runner;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
    runner = undefined;
  }

  const succeeded = (id: string): Promise<void> =>
    eventually(async () => {
      const { execution, nodes } = await world.execution(org, id);
      expect([execution['status'], nodes.map(({ message }) => message)]).toEqual(['succeeded', nodes.map(() => null)]);
    }, LIMIT_MS);
  const said = async (id: string, stream: string): Promise<string[]> => {
    const { body } = await world.as(org, 'get', `/executions/${id}/nodes/end/log`);
    return (body.lines as { stream: string; text: string }[]).flatMap((line) =>
      line.stream === stream ? [line.text] : [],
    );
  };

  it(
    'finds what the steps had left that are not done again',
    async () => {
      startRunner('first');
      const first = await world.run(org, await world.connect(org), PIPELINE);
      await succeeded(first);
      await stopRunner();
      startRunner('second');
      const plan = await world.as(org, 'get', `/executions/${first}/replay-plan?from=end`);
      expect(plan.body.warnings).toEqual([]);
      const { body } = await world.as(org, 'post', `/executions/${first}/replay`, { body: { from: ['end'] } });
      const { id } = body as { id: string };
      await succeeded(id);
      const { nodes } = await world.execution(org, id);
      expect(nodes.map(({ runnerName }) => runnerName)).toEqual(['second', 'first', 'first', 'second']);
      expect(await said(id, 'stdout')).toEqual(await said(first, 'stdout'));
      expect(await said(id, 'system')).toEqual([
        'What build of #1 left in the workspace is here.',
        'What test of #1 left in the workspace is here.',
        ...['$ test ! -e unique.txt', '$ cmp dist/latest tested', '$ cat dist/app'],
      ]);
    },
    LIMIT_MS * 2,
  );
});
