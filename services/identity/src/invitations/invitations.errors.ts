import { defineErrors } from '@throughline/kernel';

export const refuse = defineErrors({
  not_found: { category: 'not_found', message: 'There is no such thing, or you may not see it.' },
  invitation_other_email: {
    category: 'forbidden',
    message: 'This invitation is for another e-mail address. Sign in with the address that was invited.',
  },
  invitation_expired: { category: 'conflict', message: 'This invitation has expired. Ask for a new one.' },
  invitation_over: {
    category: 'conflict',
    message: 'This invitation has been used, declined or revoked. Ask for a new one.',
  },
});
