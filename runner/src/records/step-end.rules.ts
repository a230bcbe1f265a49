/** How a step's process ended, whoever ran it. */
export interface StepEnd {
  /** `lost`: nobody noted the end. `orphaned`: no runner was there to answer for the step. */
  cause: 'exit' | 'timeout' | 'aborted' | 'limit' | 'orphaned' | 'lost';
  exitCode: number;
  /** Set when a signal ended it. */
  signalName: string | null;
  /** Which limit, or why it could not be started, in words; else null. */
  message: string | null;
}
