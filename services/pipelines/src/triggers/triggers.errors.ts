import { defineErrors } from '@throughline/kernel';

export const refuse = defineErrors({
  not_found: { category: 'not_found', message: 'There is no such thing, or you may not see it.' },
  cron_invalid: { category: 'unprocessable', message: 'The cron expression cannot be used.' },
  zone_unknown: { category: 'unprocessable', message: 'There is no time zone of this name; one is Europe/Berlin.' },
  inputs_invalid: { category: 'unprocessable', message: 'The pipeline asks for other inputs.' },
  call_inputs: { category: 'unprocessable', message: 'The body of the call does not give what the pipeline asks for.' },
  schedule_name_taken: { category: 'conflict', message: 'The pipeline has a schedule of this name.' },
  owner_needed: {
    category: 'forbidden',
    message:
      'This goes on in the name of a member, when nobody is there: sign in as yourself. A service account cannot do it, nor can somebody behind an impersonation.',
  },
  call_unproven: {
    category: 'unauthenticated',
    message:
      'The signature does not fit: X-Throughline-Signature is sha256= and the HMAC-SHA256, in hex, of X-Throughline-Timestamp, a dot and the body.',
  },
  call_stale: {
    category: 'unauthenticated',
    message: 'X-Throughline-Timestamp has to be the time of the call in Unix seconds, within five minutes of ours.',
  },
  hook_stopped: { category: 'conflict', message: 'This hook is off. The page of its pipeline says why.' },
  hook_secret_needed: {
    category: 'conflict',
    message: 'This hook was stopped, and whoever left may know its secret. A new secret sets it going again.',
  },
  trigger_changed: { category: 'conflict', message: 'It was changed meanwhile; look at it before you do.' },
  repository_removed: { category: 'conflict', message: 'The repository of this pipeline was removed.' },
});
