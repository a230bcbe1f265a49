import { defineErrors } from '@throughline/kernel';

export const refuse = defineErrors({
  not_found: { category: 'not_found', message: 'There is no such thing, or you may not see it.' },
  cursor_unknown: { category: 'invalid', message: 'The cursor is not one of this list.' },
  mailbox_key_wrong: {
    category: 'forbidden',
    message: 'The mailbox key is not right. Open the address that was printed when the installation started.',
  },
});
