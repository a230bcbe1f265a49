import { defineErrors } from '@throughline/kernel';

export const refuse = defineErrors({
  not_found: { category: 'not_found', message: 'There is no such thing, or you may not see it.' },
  approval_group_taken: { category: 'conflict', message: 'The organization has a group of this slug.' },
  unknown_group_member: { category: 'unprocessable', message: 'One of them is no member of the organization.' },
});
