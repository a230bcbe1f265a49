import { backoffMs } from '@throughline/kernel';
import type { Settlement } from './mail.repository.js';

const BACKOFF = { firstMs: 5_000, maxMs: 3_600_000 };
/** With the waits in between, some seven hours. */
export const MOST_ATTEMPTS = 24;
const MAX_REASON = 300;

interface SmtpError {
  code?: unknown;
  responseCode?: unknown;
  message?: unknown;
}

/**
 * What becomes of a mail that was not taken: a 5xx answer about this mail is final; 4xx, a server that is away or
 * refuses our certificate check, and a wrong password of ours (535, for an operator to mend) are tried again.
 */
export function afterFailure(error: unknown, attempts: number, random?: () => number): Settlement {
  const { code, responseCode, message } = (error ?? {}) as SmtpError;
  const reason = oneReason(String(message ?? error));
  const status = typeof responseCode === 'number' ? responseCode : 0;
  const isFinal = code !== 'EAUTH' && (status >= 500 || (code === 'EENVELOPE' && status === 0));
  if (isFinal) return { trigger: 'give_up', reason, waitMs: 0 };
  if (attempts >= MOST_ATTEMPTS)
    return { trigger: 'give_up', reason: `gave up after ${attempts} tries: ${reason}`, waitMs: 0 };
  return { trigger: 'retry', reason, waitMs: backoffMs(attempts - 1, BACKOFF, random) };
}

function oneReason(message: string): string {
  return message.replace(/\s+/g, ' ').trim().slice(0, MAX_REASON);
}
