import type { DeadLetterResponse } from '../../../shared/api/generated/types.gen.js';
import type { MarkedState } from '../../../shared/model/states.js';
import type { LetterReason } from './dead-letter-filter.js';

export const letterState: Record<DeadLetterResponse['state'], MarkedState> = {
  open: { mark: 'failed', word: 'Not applied' },
  replaying: { mark: 'running', word: 'Replaying' },
  replayed: { mark: 'succeeded', word: 'Applied by replay' },
  discarded: { mark: 'cancelled', word: 'Discarded' },
};

export const reasonWord: Record<LetterReason, string> = {
  permanent: 'Refused',
  exhausted: 'Tried too often',
  quarantined: 'Quarantined',
  unknown_outcome: 'Outcome unknown',
  no_handler: 'No handler',
};

/** What the reason means, and what to do before a replay. */
export const reasonAdvice: Record<LetterReason, string> = {
  permanent: 'The service refused it, and would refuse it again. Mend what the error names, then replay it.',
  exhausted: 'An outage lasted longer than all tries. If it is over, replay it.',
  quarantined:
    'It failed in a way nobody expected, or ended the process, three times. Replay it with a release that mends this.',
  unknown_outcome:
    'Nobody knows whether its effect came about. Look at the effect first; replay it only if it is missing.',
  no_handler: 'The release that took it does not know the event. Replay it once the newer release runs.',
};
