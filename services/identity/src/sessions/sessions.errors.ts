import { defineErrors } from '@throughline/kernel';

export const refuse = defineErrors({
  not_found: { category: 'not_found', message: 'There is no such thing, or you may not see it.' },
  cursor_unknown: { category: 'invalid', message: 'The cursor is not one of this list.' },
  session_ended: { category: 'unauthenticated', message: 'The session is over. Sign in again.' },
  csrf_header_missing: { category: 'forbidden', message: 'Send the header X-Throughline-Csrf: 1.' },
  origin_foreign: { category: 'forbidden', message: 'This may only be called from the address of the installation.' },
});
