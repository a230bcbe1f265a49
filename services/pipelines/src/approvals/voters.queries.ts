import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import type { Person } from './voting.rules.js';

/** A member who has given the voter their place; `approvalId` null: on every request. */
export interface Delegator extends Person {
  approvalId: string | null;
}

export interface KnownVoter extends Person {
  delegators: readonly Delegator[];
}

const PEOPLE = `SELECT m.user_id AS "userId", m.full_name AS name, m.email, m.role, d.approval_id AS "approvalId",
    coalesce((SELECT jsonb_agg(g.slug ORDER BY g.slug) FROM approval_group_member x
      JOIN approval_group g ON g.id = x.group_id WHERE x.user_id = m.user_id), '[]') AS groups
  FROM member m LEFT JOIN approval_delegation d ON d.from_user_id = m.user_id AND d.to_user_id = $1
    AND d.ended_at IS NULL AND d.until > clock_timestamp()
  WHERE m.role IS NOT NULL AND (m.user_id = $1 OR d.id IS NOT NULL) ORDER BY m.full_name, m.user_id`;

/** Members as voters, by what identity's events have told. */
@Injectable()
export class VotersQueries {
  /** Undefined while the membership is not known, or for who is no member. */
  async voter(tx: Tx, userId: string): Promise<KnownVoter | undefined> {
    const people = await tx.query<Delegator>(PEOPLE, [userId]);
    const own = people.find((person) => person.userId === userId);
    if (!own) return undefined;
    const { approvalId: _none, ...person } = own;
    return { ...person, delegators: people.filter((one) => one !== own) };
  }
}
