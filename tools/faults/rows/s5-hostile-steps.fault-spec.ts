import { readdirSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { findCgroup } from '../../../runner/src/containment/find-cgroup.js';
import { hasBubblewrap, HOSTILE, SMALL_LIMITS } from '../../../runner/test/hostile-steps.js';
import { startTestRunner, type TestRunner, textOf } from '../../../runner/test/test-runner.js';
import { report } from '../figure.ts';

const LIMIT_MS = 60_000;
/** How long a step may go on after it has reached a limit. */
const KILLED_MS = 5_000;
const TIME_LIMIT_MS = 2_000;

/** What ends each: a limit that is reached at once, or the time that the step has. */
const ENDED: [keyof typeof HOSTILE, number][] = [
  ['forkBomb', 0],
  ['unmarkedForkBomb', 0],
  ['allocation', 0],
  ['sharedAllocation', 0],
  ['diskFill', 0],
  ['oneLargeFile', 0],
  ['flood', TIME_LIMIT_MS],
];

interface Scene {
  runner: TestRunner;
  /** In the place of Redis, PostgreSQL and a cloud's metadata. */
  listener: Server;
  connects: number;
}

async function start(): Promise<Scene> {
  const runner = await startTestRunner({ ...SMALL_LIMITS, RUNNER_SANDBOX: 'required' });
  const scene: Scene = { runner, listener: createServer(), connects: 0 };
  scene.listener.on('connection', (socket) => {
    scene.connects += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => scene.listener.listen(0, resolve));
  return scene;
}

function shell({ runner }: Scene, run: string, spec: object = {}): ReturnType<TestRunner['run']> {
  return runner.run('shell', { run, outputLimitBytes: 1 << 20, ...spec });
}

/** Cgroups of steps that are still there, and processes that carry the runner's mark. */
function left({ runner }: Scene): number {
  const { folder = '' } = findCgroup(undefined) ?? {};
  return readdirSync(folder).filter((name) => name.startsWith('throughline-')).length + runner.processes().length;
}

/** What is wrong with the end of each, and how long the slowest of them went on after its limit. */
async function endAll(scene: Scene): Promise<{ wrong: string[]; slowestMs: number }> {
  const wrong: string[] = [];
  let slowestMs = 0;
  for (const [what, limitMs] of ENDED) {
    const startedAt = performance.now();
    const { outcome } = await shell(scene, HOSTILE[what], { timeoutMs: limitMs || LIMIT_MS, workspaceKey: what });
    const afterMs = performance.now() - startedAt - limitMs;
    slowestMs = Math.max(slowestMs, afterMs);
    if (outcome === 'succeeded' || afterMs > KILLED_MS) wrong.push(`${what}: ${outcome} after ${afterMs} ms`);
    if (left(scene) > 0) wrong.push(`${what}: something is left`);
  }
  await shell(scene, HOSTILE.daemon);
  if (left(scene) > 0) wrong.push('daemon: something is left');
  return { wrong, slowestMs };
}

/** What a step reads of another run and of the runner, ends of its processes, and connects to without a network. */
async function reached(scene: Scene): Promise<string[]> {
  await shell(scene, 'echo canary-of-another-run > kept.txt', { workspaceKey: 'another' });
  const { port } = scene.listener.address() as AddressInfo;
  const { workDir } = scene.runner;
  const script = `
    grep -rs canary-of-another-run "${workDir}" && echo "read the other run"
    cat "${workDir}/runner.json" 2>/dev/null && echo "read the credential"
    kill -9 ${process.pid} 2>/dev/null && echo "ended the service"
    node -e "require('net').connect(${port}, '127.0.0.1').on('connect', () => console.log('connected')).on('error', () => 0)"
    true`;
  const { job } = await shell(scene, script, { network: 'none', workspaceKey: 'curious' });
  return [...textOf(job, 'stdout'), ...(scene.connects > 0 ? [`${scene.connects} connects`] : [])];
}

const suite = hasBubblewrap() && findCgroup(undefined) ? describe : describe.skip;

suite('S5: hostile steps', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await start();
  }, LIMIT_MS);
  afterAll(async () => {
    await scene.runner.close();
    scene.listener.close();
  }, LIMIT_MS);

  it(
    'are ended in time, reach nothing, and leave nothing',
    async () => {
      const { wrong, slowestMs } = await endAll(scene);
      wrong.push(...(await reached(scene)));
      const slowest = `the slowest was ended ${Math.round(slowestMs)} ms after its limit`;
      report({
        row: 'S5',
        target: 'killed within limit + 5 s; 0 reads, 0 connects, 0 processes left',
        reached: `${ENDED.length + 1} hostile steps; ${slowest}; ${wrong.join('; ') || 'nothing read, reached or left'}`,
        pass: wrong.length === 0,
      });
      expect(wrong).toEqual([]);
    },
    LIMIT_MS * 5,
  );
});
