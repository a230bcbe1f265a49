import { AppError } from '@throughline/kernel';

/** Lines are missing before those that were sent. */
export class LogGapError extends AppError {
  constructor(readonly expectedOffset: number) {
    super('log_gap', 'conflict', `Lines are missing before these. Go on from offset ${expectedOffset}.`);
  }
}
