import { type Arm, type BenchResult, isValid, type Ratio } from './result.ts';

/** Prints a result as one table of arms and one of ratios, these beside those of the accepted result. */
export function printResult(result: BenchResult, accepted: BenchResult | undefined): void {
  const { name, commit, host, noise, gate } = result;
  console.log(`\n${name} at ${commit.slice(0, 12)}${commit.endsWith('-dirty') ? '-dirty' : ''}, ${host.cpu}`);
  console.table(Object.fromEntries(result.arms.map((arm) => [arm.id, armRow(arm)])));
  const before = new Map(accepted?.ratios.map((ratio) => [ratio.goal, ratio.value]));
  console.table(
    Object.fromEntries(result.ratios.map((ratio) => [ratio.goal, ratioRow(ratio, before.get(ratio.goal))])),
  );
  const { acked, stored, lost, dup, wrong } = gate;
  console.log(`gate: ${isValid(gate) ? 'passed' : 'FAILED, the figures are invalid'}`, {
    acked,
    stored,
    lost,
    dup,
    wrong,
  });
  console.log(`noise: ${noise.noisy ? 'NOISY' : 'quiet'}`, noise);
}

function armRow({ median, rounds }: Arm): Record<string, number> {
  const { ops_s, p50, p95, p99, cpu_us_op, rss_mb } = median;
  return {
    'ops/s': ops_s,
    'p50 ms': p50,
    'p95 ms': p95,
    'p99 ms': p99,
    'CPU µs/op': cpu_us_op,
    'RSS MB': rss_mb,
    rounds: rounds.length,
  };
}

function ratioRow(
  { value, lo, hi, bold, moonshot, pass }: Ratio,
  accepted: number | undefined,
): Record<string, unknown> {
  return {
    ratio: value,
    '95 %': `${lo} – ${hi}`,
    accepted: accepted ?? '',
    bold: bold ?? '',
    moonshot: moonshot ?? '',
    pass: pass ?? '',
  };
}
