import type { Principal } from '@throughline/platform';
import type { Delegator, KnownVoter } from './voters.queries.js';

/** What somebody can vote with: their own place and those that were delegated to them, and where they may vote. */
export interface Ballots {
  voter: KnownVoter;
  /** Whether the role holds the permission, apart from environments. */
  holds: boolean;
  /** Environments that withhold it, and those that grant it. */
  withheld: string[];
  granted: string[];
}

const PERMISSION = 'approvals.vote';

/** The ballots of a member; undefined for one who is not known yet. */
export function ballotsOf(principal: Principal, voter: KnownVoter | undefined): Ballots | undefined {
  if (!voter) return undefined;
  const grants = Object.entries(principal.environmentGrants);
  return {
    voter,
    holds: principal.permissions.has(PERMISSION),
    withheld: grants.filter(([, { deny }]) => deny.includes(PERMISSION)).map(([id]) => id),
    granted: grants.filter(([, { allow }]) => allow.includes(PERMISSION)).map(([id]) => id),
  };
}

/** The parameters of MINE, from $6 on. */
export function parametersOf({ voter, holds, withheld, granted }: Ballots): unknown[] {
  return [
    voter.userId,
    JSON.stringify([placeOf(voter, null), ...voter.delegators.map((one) => placeOf(one, one.approvalId))]),
    holds,
    withheld,
    granted,
  ];
}

const placeOf = ({ userId, email, role, groups }: KnownVoter | Delegator, approvalId: string | null) => {
  return { user_id: userId, email: email.toLowerCase(), role, groups, approval_id: approvalId };
};

const isBarred = (person: string): string => `a.kind <> 'failure' AND (${person}.user_id IS NOT DISTINCT FROM
    coalesce(a.requested_by_id, e.requested_by_id) OR (coalesce(a.rule->>'author', 'barred') = 'barred'
    AND lower(coalesce(e.commit, a.evidence->'commit')->>'authorEmail') IS NOT DISTINCT FROM ${person}.email))`;

const NAMED = ['roles', 'groups', 'members'].map((list) => `coalesce(a.rule->'${list}', '[]')`).join(' || ');

const IS_ELIGIBLE = `(${NAMED} = '[]' OR a.rule->'roles' ? p.role OR a.rule->'members' ? p.user_id::text
    OR EXISTS (SELECT 1 FROM jsonb_array_elements_text(p.groups) g (slug) WHERE a.rule->'groups' ? g.slug))`;

const COUNTED = `SELECT 1 FROM approval_vote v WHERE v.approval_id = a.id AND v.replaced_at IS NULL
    AND v.evidence_digest = a.evidence_digest`;

const PLACES = `jsonb_to_recordset($7::jsonb) AS p (user_id uuid, email text, role text, groups jsonb, approval_id uuid)`;

const WHERE_IDS = `ARRAY(SELECT (x->>'id')::uuid FROM jsonb_array_elements(w.environments) x)`;

/**
 * The rules of `standingOf` for a list: what the voter can decide now and has not voted on. A spec holds the two against
 * each other. Beside the parameters of `parametersOf` it reads the tables `a`, `e` and `w` of the list.
 */
export const MINE = `a.state = 'pending' AND (a.expires_at IS NULL OR a.expires_at > clock_timestamp())
  AND NOT EXISTS (${COUNTED} AND v.user_id = $6)
  AND EXISTS (SELECT 1 FROM ${PLACES} WHERE p.user_id = $6 AND NOT (${isBarred('p')}))
  AND EXISTS (SELECT 1 FROM ${PLACES} WHERE (p.approval_id IS NULL OR p.approval_id = a.id) AND NOT (${isBarred('p')})
    AND ${IS_ELIGIBLE}
    AND NOT EXISTS (${COUNTED} AND v.user_id <> $6 AND coalesce(v.on_behalf_of_id, v.user_id) = p.user_id))
  AND CASE WHEN $8::boolean THEN NOT ${WHERE_IDS} && $9::uuid[]
    ELSE w.environments <> '[]' AND ${WHERE_IDS} <@ $10::uuid[] END`;
