import { defineErrors } from '@throughline/kernel';

export const refuse = defineErrors({
  not_found: { category: 'not_found', message: 'There is no such thing, or you may not see it.' },
  template_broken: { category: 'unprocessable', message: 'The file has mistakes; a template has to be without.' },
  template_built_in: { category: 'conflict', message: 'This template comes with the product and stays.' },
});
