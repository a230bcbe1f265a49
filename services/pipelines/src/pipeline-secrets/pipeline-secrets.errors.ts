import { defineErrors } from '@throughline/kernel';

export const refuse = defineErrors({
  not_found: { category: 'not_found', message: 'There is no such thing, or you may not see it.' },
  secret_name_taken: { category: 'conflict', message: 'There is a secret of this name here; give it a new value.' },
  secret_name_reserved: {
    category: 'unprocessable',
    message: 'Names that begin with THROUGHLINE_ are the runner’s own.',
  },
  too_many_secrets: {
    category: 'conflict',
    message: 'A project may have 200 secrets, and so may the organization beside its projects.',
  },
});
