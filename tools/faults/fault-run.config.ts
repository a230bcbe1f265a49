/** How a run of the fault tests was asked for; set by `npm run test:faults`, and usable by hand. */
export interface FaultRun {
  /** `quick` stays within a minute or two for each row; `full` reaches the catalogue's numbers. */
  profile: 'quick' | 'full';
  /** Of everything that is random; the same seed gives the same faults at the same places. */
  seed: number;
  /** Where the figures are collected, a line of JSON each; empty when nobody collects them. */
  figures: string;
}

/** The run at hand. */
export function faultRun(env: NodeJS.ProcessEnv = process.env): FaultRun {
  return {
    profile: env.FAULT_PROFILE === 'full' ? 'full' : 'quick',
    seed: Number(env.FAULT_RUN_SEED ?? '1'),
    figures: env.FAULT_FIGURES ?? '',
  };
}

/** Of two sizes the one that the profile asks for. */
export function sized(quick: number, full: number): number {
  return faultRun().profile === 'full' ? full : quick;
}
