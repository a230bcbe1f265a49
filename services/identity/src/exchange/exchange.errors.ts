import { defineErrors } from '@throughline/kernel';

export const refuse = defineErrors({
  credential_invalid: { category: 'unauthenticated', message: 'The access token or API key is not valid.' },
  not_found: { category: 'not_found', message: 'There is no such thing, or you may not see it.' },
  key_bound: {
    category: 'forbidden',
    message: 'This API key opens one organization and nothing outside it.',
  },
  exchange_invalid: { category: 'invalid', message: 'The request for an exchange is not valid.' },
  internal_only: { category: 'forbidden', message: 'This route is for the gateway.' },
});
