/** What one check of the lint lane found. */
export interface Outcome {
  ok: boolean;
  /** Shown below the check's name; empty when there is nothing to say. */
  detail: string;
}

export interface Check {
  name: string;
  /** Never rejects for a finding, only for a checker that could not run. */
  run: () => Promise<Outcome>;
}
