import { defineErrors } from '@throughline/kernel';

export const refuse = defineErrors({
  session_ended: { category: 'unauthenticated', message: 'The session is over. Sign in again.' },
  csrf_header_missing: { category: 'forbidden', message: 'Send the header X-Throughline-Csrf: 1.' },
  origin_foreign: { category: 'forbidden', message: 'This may only be called from the address of the installation.' },
});
