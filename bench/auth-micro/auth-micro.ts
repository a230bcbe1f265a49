import { join } from 'node:path';
import type { BenchContext, Benchmark } from '../bench-context.ts';
import { startStack } from '../gateway/stack.ts';
import { isNoisy, watchMachine } from '../machine/disturbance.ts';
import { medianNoise, type Observed } from '../machine/median-noise.ts';
import { chooseCores, type Cores } from '../processes/cores.ts';
import { type Child, nextMessage, startChild } from '../processes/child.ts';
import { UpstreamService } from '../processes/upstream-service.ts';
import { makeArm } from '../result/make-arm.ts';
import type { Arm, Gate, Round } from '../result/result.ts';
import { authRatios } from './auth-ratios.ts';
import type { MicroCase, MicroOrder, MicroRound, MicroSetup } from './micro-case.ts';

const TIMES = { quick: { rounds: 5, measureMs: 150 }, full: { rounds: 9, measureMs: 500 } };

type Listed = Pick<MicroCase, 'id' | 'kind'>;

/** What telling who calls costs, operation by operation. */
export const authMicroBenchmark: Benchmark = async (context) => {
  const { options, say } = context;
  const cores = chooseCores(options.priority);
  const { measurer, cases, pids } = await start(context, cores);
  const { measureMs, rounds } = { ...TIMES[options.profile], ...(options.rounds ? { rounds: options.rounds } : {}) };
  const measured = new Map<string, Round[]>(cases.map(({ id }) => [id, []]));
  const gate: Gate = { acked: 0, stored: 0, lost: 0, dup: 0, wrong: 0 };
  const observed: Observed[] = [];
  for (let round = 0; round < rounds; round++) {
    for (const { id } of cases) {
      context.signal.throwIfAborted();
      const observe = watchMachine([measurer.pid, ...pids]);
      const reply = await ask<{ isRight: boolean; round: MicroRound }>(measurer, { case: id, measureMs });
      const disturbance = observe();
      observed.push({ disturbance, isNoisy: isNoisy(disturbance, observed.length === 0) });
      measured.get(id)?.push(roundOf(reply.round));
      gate.acked += reply.round.ops;
      if (!reply.isRight) gate.wrong += 1;
    }
    say(`round ${round + 1} of ${rounds}`);
  }
  const noise = medianNoise(observed);
  if (noise.noisy && !options.allowNoise)
    throw new Error('the machine was too busy; --allow-noise marks such a result');
  const arms = new Map(cases.map(({ id, kind }): [string, Arm] => [id, makeArm(id, kind, measured.get(id) ?? [])]));
  return {
    versions: { node: process.version },
    config: { pinning: cores.description },
    workload: { seed: 0, profile: options.profile, rounds, measureMs },
    arms: [...arms.values()],
    ratios: authRatios(arms, gate),
    gate: { ...gate, stored: gate.acked },
    noise,
  };
};

async function start(
  context: BenchContext,
  cores: Cores,
): Promise<{ measurer: Child; cases: Listed[]; pids: number[] }> {
  const { workspace, stops } = context;
  const upstream = await UpstreamService.start(cores.load, workspace);
  stops.push(() => upstream.child.stop());
  const { installation, gateway, helperPids, ...settled } = await startStack(context, cores, upstream.port);
  await gateway.stop();
  const command = [...cores.subject, process.execPath, join(import.meta.dirname, 'measurer.ts')];
  const measurer = startChild({ name: 'measurer', command, channel: true }, workspace);
  stops.push(() => measurer.stop());
  await nextMessage(measurer);
  const setup: MicroSetup = {
    identityUrl: `http://127.0.0.1:${installation.ports.identity}`,
    internalSecret: installation.secrets.token('internal'),
    kek: installation.secrets.key('kek'),
    signingKey: settled.signingKey,
    sampleToken: settled.accessToken,
    org: settled.org,
    apiKey: settled.apiKey,
  };
  const { cases } = await ask<{ cases: Listed[] }>(measurer, { setup });
  return { measurer, cases, pids: helperPids() };
}

async function ask<T extends object>(measurer: Child, order: MicroOrder): Promise<T> {
  const reply = nextMessage<T | { error: string }>(measurer);
  measurer.process.send(order);
  const message = await reply;
  if ('error' in message) throw new Error(message.error);
  return message;
}

function roundOf({ ops, elapsedMs, cpuMs, p50, p95, p99, rssMb }: MicroRound): Round {
  return { ops_s: (ops / elapsedMs) * 1_000, p50, p95, p99, cpu_us_op: (cpuMs * 1_000) / ops, rss_mb: rssMb };
}
