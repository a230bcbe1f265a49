/** One operation to be timed by itself. */
export interface MicroCase {
  id: string;
  kind: 'ours' | 'peer' | 'limit';
  run: () => unknown;
  /** The same with what must be refused or differ; resolves to whether it is right in both. */
  check: () => Promise<boolean>;
}

/** What the measuring process is given. */
export interface MicroSetup {
  identityUrl: string;
  internalSecret: string;
  kek: string;
  signingKey: string;
  sampleToken: string;
  org: string;
  apiKey: string;
}

export type MicroOrder = { setup: MicroSetup } | { case: string; measureMs: number };

export interface MicroRound {
  ops: number;
  elapsedMs: number;
  cpuMs: number;
  /** In ms, of batches, each divided by its size. */
  p50: number;
  p95: number;
  p99: number;
  rssMb: number;
}
