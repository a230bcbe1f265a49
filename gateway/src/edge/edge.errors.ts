import { defineErrors } from '@throughline/kernel';

export const refuse = defineErrors({
  not_found: { category: 'not_found', message: 'There is nothing at this address.' },
  unauthenticated: {
    category: 'unauthenticated',
    message: 'Sign in, or send a valid access token or API key.',
  },
  body_too_large: { category: 'too_large', message: 'The body is larger than this route takes.' },
  rate_limited: { category: 'limited', message: 'Too many requests. Try again when the time in Retry-After is over.' },
  upstream_unavailable: {
    category: 'unavailable',
    message: 'A part of Throughline does not answer at the moment. Try again shortly.',
  },
  draining: { category: 'unavailable', message: 'This gateway is shutting down. Try again.' },
});
