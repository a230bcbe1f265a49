import type { RunnerProblem } from './protocol.js';

/** The server understood the request and refused it; the same request again would be refused again. */
export class RefusedError extends Error {
  constructor(
    readonly status: number,
    readonly problem: RunnerProblem,
  ) {
    super(`${status} ${problem.code}: ${problem.detail}`);
    this.name = 'RefusedError';
  }

  /** Someone else holds the job by now. */
  get isStale(): boolean {
    return this.problem.code === 'fence_stale' || this.status === 404 || this.status === 410;
  }
}
