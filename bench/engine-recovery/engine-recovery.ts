import type { Benchmark } from '../bench-context.ts';
import { startPipelines } from '../engine/pipelines-stack.ts';
import { medianNoise } from '../machine/median-noise.ts';
import { makeRatio } from '../result/make-ratio.ts';
import type { Gate, Ratio } from '../result/result.ts';
import { type MeasuredSession, measureSession } from './measure-session.ts';
import { recoveryArms } from './recovery-rounds.ts';
import { engineShape, stepsShape } from './recovery-shapes.ts';

const PROFILES = {
  quick: { sessions: 1, runs: 300, durationMs: 60_000 },
  full: { sessions: 5, runs: 300, durationMs: 60_000 },
};

/** What is lost, done twice or left standing when the service and a runner are killed again and again. */
export const engineRecoveryBenchmark: Benchmark = async (context) => {
  const { options, workspace, signal, say } = context;
  const { sessions: usual, ...size } = PROFILES[options.profile];
  const count = options.rounds ?? usual;
  const starts = workspace.folder('starts');
  const shapes = { engine: engineShape(), steps: stepsShape(starts) };
  const stack = await startPipelines(context, Object.values(shapes), { withRunner: true });
  await stack.db.query('ANALYZE');
  const sessions: MeasuredSession[] = [];
  for (let seed = 1; seed <= count; seed++) {
    signal.throwIfAborted();
    const session = await measureSession(stack, { ...size, seed, shapes }, starts);
    sessions.push(session);
    say(`session ${seed} of ${count}: ${told(session)}`);
  }
  const gate = sumOf(sessions.map((session) => session.gate));
  return {
    versions: { node: process.version },
    config: { ours: 'one process (role all) and a runner for four steps at a time, PostgreSQL durable, AOF everysec' },
    workload: {
      ...{
        seed: 1,
        profile: options.profile,
        sessions: count,
        ...size,
        shapes: Object.values(shapes).map(({ id }) => id),
      },
      ...{ kills: sessions.map(({ kills }) => kills), longestStandstillMs: sessions.map(({ longestMs }) => longestMs) },
      unknownSteps: sessions.map(({ unknown }) => unknown),
    },
    arms: [...recoveryArms(sessions.map(({ round }) => round)).values()],
    ratios: ratiosOf(sessions, gate),
    gate,
    noise: medianNoise(sessions.map(({ observed }) => observed)),
  };
};

const told = ({ kills, longestMs, unknown }: MeasuredSession): string =>
  `service killed ${kills.service} times, runner ${kills.runner} times; longest standstill ${Math.round(longestMs)} ms; ${unknown} steps unknown`;

/** How much longer it takes until something moves than until the service could answer; no goal is set for it. */
function ratiosOf(sessions: readonly MeasuredSession[], gate: Gate): Ratio[] {
  const both = sessions.filter(
    ({ round }) => round['service-killed/progress'] !== undefined && round['service-killed/restart'] !== undefined,
  );
  const arms = recoveryArms(both.map(({ round }) => round));
  const [ours, anchor] = [arms.get('service-killed/progress'), arms.get('service-killed/restart')];
  if (!ours || !anchor) return [];
  return (['p50', 'p99'] as const).map((column) =>
    makeRatio({ goal: `${column} killed to progress/killed to ready`, column, ours, anchor }, gate),
  );
}

function sumOf(gates: readonly Gate[]): Gate {
  const sum: Gate = { acked: 0, stored: 0, lost: 0, dup: 0, wrong: 0 };
  for (const gate of gates)
    for (const name of ['acked', 'stored', 'lost', 'dup', 'wrong'] as const) sum[name] += gate[name];
  return sum;
}
