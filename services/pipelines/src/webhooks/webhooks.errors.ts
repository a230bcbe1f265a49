import { defineErrors } from '@throughline/kernel';

export const refuse = defineErrors({
  not_found: { category: 'not_found', message: 'There is no such thing, or you may not see it.' },
  signature_invalid: {
    category: 'unauthenticated',
    message:
      'The signature does not fit the body: sign the raw bytes with the secret of this webhook (X-Hub-Signature-256), or, for GitLab, send the secret as its token.',
  },
  delivery_headers: {
    category: 'invalid',
    message: 'A delivery needs the headers X-GitHub-Event and X-GitHub-Delivery, or X-Gitlab-Event.',
  },
});
