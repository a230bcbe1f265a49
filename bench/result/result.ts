import { z } from 'zod';

/** Times in milliseconds, CPU in microseconds for each operation. */
const round = z.strictObject({
  ops_s: z.number(),
  p50: z.number(),
  p95: z.number(),
  p99: z.number(),
  cpu_us_op: z.number(),
  rss_mb: z.number(),
});

const arm = z.strictObject({
  id: z.string(),
  kind: z.enum(['ours', 'peer', 'limit']),
  rounds: z.array(round),
  median: round,
});

const ratio = z.strictObject({
  goal: z.string(),
  value: z.number(),
  lo: z.number(),
  hi: z.number(),
  /** Bounds of the goal; null where none is set. */
  bold: z.number().nullable(),
  moonshot: z.number().nullable(),
  /** Whether the value keeps to `bold`; null without a bound, always false when the gate failed. */
  pass: z.boolean().nullable(),
});

/** What a benchmark leaves in `bench/out/<name>.json`: performance figures that can be compared with later ones. */
export const benchResult = z.strictObject({
  name: z.string(),
  commit: z.string(),
  host: z.strictObject({
    cpu: z.string(),
    cores: z.int(),
    ram: z.number(),
    kernel: z.string(),
    fdatasync_us: z.number(),
  }),
  versions: z.record(z.string(), z.string()),
  config: z.record(z.string(), z.unknown()),
  workload: z.looseObject({ seed: z.int() }),
  arms: z.array(arm),
  ratios: z.array(ratio),
  /** `wrong` counts answers that were not the upstream's, or lacked what the gateway owes the caller. */
  gate: z.strictObject({ acked: z.int(), stored: z.int(), lost: z.int(), dup: z.int(), wrong: z.int() }),
  /** Shares of the machine's CPU time, medians over the rounds; `load` is the load average before them. */
  noise: z.strictObject({ steal: z.number(), load: z.number(), foreign: z.number(), noisy: z.boolean() }),
});

export type BenchResult = z.infer<typeof benchResult>;
export type Round = z.infer<typeof round>;
export type Arm = z.infer<typeof arm>;
export type Ratio = z.infer<typeof ratio>;
export type Gate = BenchResult['gate'];
export type Noise = BenchResult['noise'];

/** Whether the figures may be called figures: every answer right, nothing lost, nothing twice. */
export function isValid(gate: Gate): boolean {
  return gate.lost === 0 && gate.dup === 0 && gate.wrong === 0;
}
