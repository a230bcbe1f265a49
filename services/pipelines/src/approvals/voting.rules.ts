import type { ApprovalState } from './approval.machine.js';
import type { ApprovalRule } from './approval-rule.rules.js';

export const VOTE_DECISIONS = ['approve', 'reject'] as const;
export type VoteDecision = (typeof VOTE_DECISIONS)[number];

export type VoteRefusal =
  | 'approval_decided'
  | 'approval_changes_requested'
  | 'approval_voter_unknown'
  | 'approval_self_vote'
  | 'approval_not_eligible'
  | 'approval_place_taken'
  | 'approval_already_voted';

/** A member as far as it decides whether they may vote. */
export interface Person {
  userId: string;
  name: string;
  email: string;
  /** The preset role that theirs ranks as. */
  role: string;
  /** Slugs of the approval groups that they are in. */
  groups: readonly string[];
}

/** Somebody who wants to vote, with those who have given them their places for now. */
export interface Voter extends Person {
  delegators: readonly Person[];
}

/** A vote that counts: one that was cast on the evidence as it is, and not changed since. */
export interface CountedVote {
  userId: string;
  onBehalfOfId: string | null;
  decision: VoteDecision;
}

/** Who asks to vote on what. `voter` is undefined while this service has not heard of the membership yet. */
export interface Ballot {
  state: ApprovalState;
  voter: Voter | undefined;
  requestedById: string | null;
  /** Of the commit that it is about; null where it is about none. */
  authorEmail: string | null;
  rule: ApprovalRule;
  votes: readonly CountedVote[];
}

/** The place that a vote takes: the voter's own (`onBehalfOf` null), or that of somebody who has delegated to them. */
export type Standing = { refusal: VoteRefusal } | { onBehalfOf: Person | null };

/**
 * Whether this person has a place on the ballot, and whose. Never on one's own change, for oneself or for another; a
 * place that was delegated is not handed on; one place has one vote.
 */
export function standingOf(ballot: Ballot): Standing {
  const { state, voter } = ballot;
  if (state === 'changes_requested') return { refusal: 'approval_changes_requested' };
  if (state !== 'pending') return { refusal: 'approval_decided' };
  if (!voter) return { refusal: 'approval_voter_unknown' };
  if (isBarred(ballot, voter)) return { refusal: 'approval_self_vote' };
  const places = placesOf(ballot, voter);
  if (places.length === 0) return { refusal: 'approval_not_eligible' };
  const free = places.find((place) => !isTaken(ballot, place, voter.userId));
  if (!free) return { refusal: 'approval_place_taken' };
  return { onBehalfOf: free.userId === voter.userId ? null : free };
}

/** Why this person may not cast this vote now, or undefined. A vote may be changed, and not be cast twice. */
export function refusalOfVote(ballot: Ballot, decision?: VoteDecision): VoteRefusal | undefined {
  const standing = standingOf(ballot);
  if ('refusal' in standing) return standing.refusal;
  const own = ballot.votes.find((vote) => vote.userId === ballot.voter?.userId);
  return own && (decision === undefined || own.decision === decision) ? 'approval_already_voted' : undefined;
}

/** What the votes decide: one rejection rejects, enough approvals approve, fewer leave it open. */
export function decisionOf(decisions: readonly VoteDecision[], required: number): VoteDecision | undefined {
  if (decisions.includes('reject')) return 'reject';
  return decisions.length >= required ? 'approve' : undefined;
}

/** Whether the rule wants words that are not there. */
export function lacksComment({ comment: rule }: ApprovalRule, decision: VoteDecision, comment?: string): boolean {
  const isWanted = rule === 'always' || (rule === 'reject' && decision === 'reject');
  return isWanted && (comment ?? '').trim() === '';
}

/** Who asks is barred always; the author of the commit unless the rule lets them. */
function isBarred({ requestedById, authorEmail, rule }: Ballot, { userId, email }: Person): boolean {
  if (userId === requestedById) return true;
  return rule.author === 'barred' && authorEmail?.toLowerCase() === email.toLowerCase();
}

/** The voter's own place first: others' are for who has none of their own that is free. */
function placesOf(ballot: Ballot, voter: Voter): Person[] {
  return [voter, ...voter.delegators].filter((person) => !isBarred(ballot, person) && isEligible(ballot.rule, person));
}

function isEligible({ roles, groups, members }: ApprovalRule, person: Person): boolean {
  if (roles.length + groups.length + members.length === 0) return true;
  const isNamed = roles.includes(person.role) || members.includes(person.userId);
  return isNamed || groups.some((group) => person.groups.includes(group));
}

function isTaken({ votes }: Ballot, { userId: place }: Person, voterId: string): boolean {
  return votes.some((vote) => vote.userId !== voterId && (vote.onBehalfOfId ?? vote.userId) === place);
}
