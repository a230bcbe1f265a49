import { Injectable } from '@nestjs/common';
import { type Principal, SystemTx } from '@throughline/platform';
import { avatarUrl } from '../profile/avatar-url.js';
import { refuse } from './accounts.errors.js';
import type { MeResponse } from './me.dto.js';

interface PersonRow {
  id: string;
  email: string;
  full_name: string;
  avatar_id: string | null;
  created_at: Date;
}

interface MembershipRow {
  id: string;
  slug: string;
  name: string;
  role: string;
}

/** A person with the organizations they are a member of. */
@Injectable()
export class MeQueries {
  constructor(private readonly systemTx: SystemTx) {}

  /** The signed-in person. Refuses an API key. */
  async me(principal: Principal): Promise<MeResponse> {
    if (principal.kind !== 'user') throw refuse('person_required');
    return this.byId(principal.id, principal.impersonator?.sessionId ?? null);
  }

  /**
   * Behind an impersonation only its organization: the person's others are none of the platform admin's business. Rejects
   * with `person_required` when there is no such account.
   */
  byId(userId: string, impersonationId: string | null = null): Promise<MeResponse> {
    return this.systemTx.run(async (tx) => {
      const people = await tx.query<PersonRow>(
        `SELECT u.id, u.email, u.full_name, u.created_at, a.id AS avatar_id
           FROM user_account u LEFT JOIN user_avatar a ON a.user_id = u.id WHERE u.id = $1`,
        [userId],
      );
      const person = people[0];
      if (!person) throw refuse('person_required');
      const organizations = await tx.query<MembershipRow>(
        `SELECT o.id, o.slug, o.name, coalesce(r.key, m.role) AS role FROM membership m
           JOIN organization o ON o.id = m.org_id LEFT JOIN role r ON r.org_id = m.org_id AND r.id = m.role_id
          WHERE m.user_id = $1
            AND ($2::uuid IS NULL OR o.id = (SELECT i.org_id FROM impersonation i WHERE i.id = $2))
            AND NOT EXISTS (SELECT FROM organization_standing s WHERE s.org_id = o.id AND s.status IN ('purging', 'purged'))
          ORDER BY o.name, o.id`,
        [userId, impersonationId],
      );
      return toMe(person, organizations);
    });
  }
}

function toMe(person: PersonRow, organizations: MembershipRow[]): MeResponse {
  return {
    id: person.id,
    email: person.email,
    fullName: person.full_name,
    avatarUrl: avatarUrl(person.avatar_id),
    organizations: organizations.map(({ id, slug, name, role }) => ({ organizationId: id, slug, name, role })),
    createdAt: person.created_at.toISOString(),
  };
}
