import { defineErrors } from '@throughline/kernel';

export const refuse = defineErrors({
  not_found: { category: 'not_found', message: 'There is no such thing, or you may not see it.' },
  variable_name_taken: { category: 'conflict', message: 'There is a variable of this name here; give it a new value.' },
  variable_name_reserved: {
    category: 'unprocessable',
    message: 'Names that begin with THROUGHLINE_ are the runner’s own.',
  },
  variable_changed: { category: 'conflict', message: 'It has got another value meanwhile; look at it before yours.' },
  too_many_variables: {
    category: 'conflict',
    message: 'A project may have 200 variables, and so may the organization beside its projects.',
  },
});
