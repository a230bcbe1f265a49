import { AppError, type ErrorCategory } from '@throughline/kernel';

/**
 * `permanent`: no retry heals it. `transient`: it did not happen, and may work later. `unknown`: it may have happened;
 * find out before doing it again.
 */
export type OutboundOutcome = 'permanent' | 'transient' | 'unknown';

interface Definition {
  outcome: OutboundOutcome;
  message: string;
}

// A forbidden address and one that is not there say the same: nobody may learn what exists in our network.
const UNREACHABLE = 'The address cannot be called: it does not exist, or it is not a public one.';

const REASONS = {
  url_invalid: { outcome: 'permanent', message: 'The address is not a URL.' },
  scheme_refused: { outcome: 'permanent', message: 'Only http and https addresses can be called.' },
  port_refused: { outcome: 'permanent', message: 'The port of the address is not one that may be called.' },
  credentials_in_url: { outcome: 'permanent', message: 'Leave user name and password out of the address.' },
  address_refused: { outcome: 'permanent', message: UNREACHABLE },
  name_unknown: { outcome: 'permanent', message: UNREACHABLE },
  redirect_refused: { outcome: 'permanent', message: 'The address leads to another one that may not be called.' },
  too_many_redirects: { outcome: 'permanent', message: 'The address leads on to others without end.' },
  answer_too_large: { outcome: 'permanent', message: 'The answer is larger than what is read.' },
  answer_unreadable: { outcome: 'permanent', message: 'The answer cannot be read.' },
  certificate_refused: { outcome: 'permanent', message: 'The certificate of the other side is not valid.' },
  name_unavailable: { outcome: 'transient', message: 'The name of the address cannot be looked up at the moment.' },
  not_connected: { outcome: 'transient', message: 'The other side does not take connections.' },
  timed_out: { outcome: 'transient', message: 'The other side did not answer in time.' },
  broken_off: { outcome: 'transient', message: 'The other side ended the connection before it had answered.' },
  resting: { outcome: 'transient', message: 'The other side failed too often; it is left alone for a short while.' },
  too_many_at_once: { outcome: 'transient', message: 'Too many calls to this host are under way.' },
  aborted: { outcome: 'transient', message: 'The call was given up.' },
} as const satisfies Record<string, Definition>;

export type OutboundReason = keyof typeof REASONS;

const CATEGORY: Record<OutboundOutcome, ErrorCategory> = {
  permanent: 'unprocessable',
  transient: 'unavailable',
  unknown: 'unavailable',
};

/** A call to somebody else's server that failed. Says nothing of what the other side wrote. */
export class OutboundError extends AppError {
  constructor(
    readonly reason: OutboundReason,
    readonly outcome: OutboundOutcome,
    cause?: unknown,
  ) {
    super(`outbound_${reason}`, CATEGORY[outcome], REASONS[reason].message);
    this.name = 'OutboundError';
    if (cause !== undefined) this.cause = cause;
  }
}

/** The error for a reason; `outcome` where the call knows more than the reason does. */
export function outboundError(reason: OutboundReason, outcome?: OutboundOutcome, cause?: unknown): OutboundError {
  return new OutboundError(reason, outcome ?? REASONS[reason].outcome, cause);
}
