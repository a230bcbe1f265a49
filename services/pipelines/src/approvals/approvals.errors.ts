import { defineErrors } from '@throughline/kernel';

export const refuse = defineErrors({
  not_found: { category: 'not_found', message: 'There is no such thing, or you may not see it.' },
  approval_decided: { category: 'conflict', message: 'This request has ended.' },
  approval_changes_requested: {
    category: 'conflict',
    message: 'Changes are requested. Votes are cast again once whoever asks has answered.',
  },
  approval_no_changes_requested: { category: 'conflict', message: 'Nobody waits for an answer to this request.' },
  approval_voter_unknown: {
    category: 'unavailable',
    message: 'Your membership has not reached this service yet. Try again in a moment.',
  },
  approval_self_vote: {
    category: 'forbidden',
    message:
      'You asked for this change or wrote its commit, so your own vote does not count. Another member of the organization has to vote.',
  },
  approval_not_eligible: {
    category: 'forbidden',
    message:
      'This request is for certain roles, groups or members, and you are none of them. One of them can delegate it to you.',
  },
  approval_place_taken: {
    category: 'conflict',
    message: 'Somebody has voted in this place already: you for another, or another for you.',
  },
  approval_already_voted: { category: 'conflict', message: 'You have already voted on this request.' },
  approval_comment_needed: { category: 'unprocessable', message: 'This vote needs a comment that says why.' },
  approval_permission: {
    category: 'forbidden',
    message: 'Your role may not vote. An owner or admin of the organization can grant it.',
  },
  approval_not_requester: {
    category: 'forbidden',
    message: 'Only whoever asked can do this, or a member who may manage approvals.',
  },
  approval_takes_an_answer: {
    category: 'conflict',
    message: 'This request is about a failure. It takes an answer, and no votes.',
  },
  approval_is_voted_on: { category: 'conflict', message: 'This request is voted on, and takes no answer.' },
  evidence_changed: {
    category: 'conflict',
    message: 'The evidence is not what you have seen. Load the request again and look at it before you vote.',
  },
  delegation_to_self: { category: 'unprocessable', message: 'You cannot delegate to yourself.' },
  delegate_unknown: { category: 'unprocessable', message: 'There is no such member, or their role may not vote.' },
  delegation_time: { category: 'unprocessable', message: 'A delegation ends in the future, at most 90 days from now.' },
});
