import { defineErrors } from '@throughline/kernel';

export const refuse = defineErrors({
  not_found: { category: 'not_found', message: 'There is no such thing, or you may not see it.' },
  slug_invalid: {
    category: 'invalid',
    message: 'A slug has 1–63 lower-case letters, digits and inner hyphens, and is no reserved word.',
  },
  slug_taken: { category: 'conflict', message: 'Another project of the organization has this slug.' },
  repository_url_invalid: {
    category: 'invalid',
    message: 'A repository is at an https, ssh or git address, such as https://github.com/acme/shop.git.',
  },
  repository_connected: {
    category: 'conflict',
    message: 'What is known of the repository comes from its connection. Disconnect it to enter something else.',
  },
  project_in_use: {
    category: 'conflict',
    message: 'The project is in use. Archive it, or move or delete first what it holds.',
  },
});
