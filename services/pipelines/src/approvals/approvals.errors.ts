import { defineErrors } from '@throughline/kernel';

export const refuse = defineErrors({
  not_found: { category: 'not_found', message: 'There is no such thing, or you may not see it.' },
  approval_decided: { category: 'conflict', message: 'This request is already decided.' },
  approval_voter_unknown: {
    category: 'unavailable',
    message: 'Your membership has not reached this service yet. Try again in a moment.',
  },
  approval_self_vote: {
    category: 'forbidden',
    message:
      'You asked for this change or wrote its commit, so your own vote does not count. Another member of the organization has to vote.',
  },
  approval_already_voted: { category: 'conflict', message: 'You have already voted on this request.' },
  approval_permission: {
    category: 'forbidden',
    message: 'Your role may not vote. An owner or admin of the organization can grant it.',
  },
  evidence_changed: {
    category: 'conflict',
    message: 'The evidence is not what you have seen. Load the request again and look at it before you vote.',
  },
});
