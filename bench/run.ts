import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from '../tools/build/build.ts';
import { stopSignal } from '../tools/processes/stop-signal.ts';
import { StopStack } from '../tools/supervisor/stop-stack.ts';
import { openWorkspace } from '../tools/test/workspace.ts';
import { authMicroBenchmark } from './auth-micro/auth-micro.ts';
import type { BenchContext, Benchmark, BenchOptions } from './bench-context.ts';
import { engineRecoveryBenchmark } from './engine-recovery/engine-recovery.ts';
import { engineLatencyBenchmark } from './engine/engine-latency.ts';
import { engineThroughputBenchmark } from './engine/engine-throughput.ts';
import { gatewayBenchmark } from './gateway/gateway.ts';
import { commitOf, describeHost } from './machine/host.ts';
import { printResult } from './result/print-result.ts';
import { isValid } from './result/result.ts';
import { readResult, writeResult } from './result/result-files.ts';

const ROOT = join(import.meta.dirname, '..');
const BENCHMARKS: Record<string, Benchmark> = {
  gateway: gatewayBenchmark,
  'auth-micro': authMicroBenchmark,
  'engine-throughput': engineThroughputBenchmark,
  'engine-latency': engineLatencyBenchmark,
  'engine-recovery': engineRecoveryBenchmark,
};

// `npm run bench -- <name> [--profile quick|full] [--allow-noise] [--priority] [--only <cells>] [--rounds <n>]`
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    profile: { type: 'string', default: 'quick' },
    'allow-noise': { type: 'boolean', default: false },
    priority: { type: 'boolean', default: false },
    only: { type: 'string' },
    rounds: { type: 'string' },
  },
});

async function main(): Promise<number> {
  const [name = ''] = positionals;
  const benchmark = BENCHMARKS[name];
  const { profile } = values;
  if (!benchmark || (profile !== 'quick' && profile !== 'full')) {
    console.error(
      `Usage: npm run bench -- ${Object.keys(BENCHMARKS).join('|')} [--profile quick|full] [--allow-noise]`,
    );
    return 2;
  }
  const rounds = values.rounds === undefined ? undefined : Number(values.rounds);
  const only = values.only === undefined ? undefined : new RegExp(values.only);
  return run(name, benchmark, { profile, allowNoise: values['allow-noise'], priority: values.priority, only, rounds });
}

async function run(name: string, benchmark: Benchmark, options: BenchOptions): Promise<number> {
  const signal = stopSignal();
  await build({ root: ROOT, log: () => undefined, signal });
  const workspace = await openWorkspace();
  const stops = new StopStack();
  stops.push(() => Promise.resolve(workspace.remove()));
  const context: BenchContext = { root: ROOT, workspace, stops, signal, say: console.log, options };
  try {
    const host = describeHost(workspace.folder('disk'));
    const result = { name, commit: commitOf(ROOT), host, ...(await benchmark(context)) };
    const file = writeResult(result);
    printResult(result, readResult('accepted', name));
    console.log(file);
    return isValid(result.gate) ? 0 : 1;
  } catch (error) {
    console.error((error as Error).message);
    return 1;
  } finally {
    await stops.run();
  }
}

process.exitCode = await main();
