import { defineErrors } from '@throughline/kernel';

export const refuse = defineErrors({
  not_found: { category: 'not_found', message: 'There is no such thing, or you may not see it.' },
  change_request_decided: { category: 'conflict', message: 'This request has ended.' },
  change_request_not_yours: {
    category: 'forbidden',
    message: 'Only whoever asked, the assignee, or a member who may manage approvals can change this.',
  },
  unknown_assignee: { category: 'unprocessable', message: 'The assignee is no member of the organization.' },
  unknown_environment: { category: 'unprocessable', message: 'The organization has no such environment.' },
  unknown_voters: { category: 'unprocessable', message: 'A group or a member that may vote does not exist.' },
  expires_in_past: { category: 'unprocessable', message: 'A request cannot end before it was made.' },
});
