import type { StepEnd } from '../records/step-end.rules.js';

/** Why a warden ends its step: what an AbortSignal of it is aborted with. */
export class StopReason extends Error {
  constructor(
    readonly how: StepEnd['cause'],
    message = '',
  ) {
    super(message);
  }
}
