import { Injectable } from '@nestjs/common';
import type { Actor } from '@throughline/contracts';
import { combinedRead, type Tx } from '@throughline/platform';

export interface KnownMember {
  userId: string;
  email: string;
  fullName: string;
}

/** What the slugs of an organization stand for, for messages about a pipeline file. */
export interface KnownSlugs {
  services: string[];
  environments: string[];
}

const MEMBER = 'SELECT user_id AS "userId", email, full_name AS "fullName" FROM member WHERE role IS NOT NULL';

/** Other services' facts as this service knows them; a moment behind, never wrong for long. */
@Injectable()
export class DirectoryQueries {
  async member(tx: Tx, userId: string): Promise<KnownMember | undefined> {
    return (await tx.query<KnownMember>(`${MEMBER} AND user_id = $1`, [userId]))[0];
  }

  /** The member behind a commit: the one with the author's e-mail address, whatever its case. */
  async memberByEmail(tx: Tx, email: string): Promise<KnownMember | undefined> {
    return (await tx.query<KnownMember>(`${MEMBER} AND lower(email) = lower($1)`, [email]))[0];
  }

  /** Who a push is attributed to: the author's membership, or the author's name alone. */
  async actorOfAuthor(tx: Tx, authorName: string, authorEmail: string): Promise<Actor> {
    const member = await this.memberByEmail(tx, authorEmail);
    return member ? { userId: member.userId, name: member.fullName } : { userId: null, name: authorName };
  }

  async hasProject(tx: Tx, projectId: string): Promise<boolean> {
    return (await tx.query('SELECT 1 FROM project WHERE id = $1 AND NOT archived', [projectId])).length > 0;
  }

  async slugs(tx: Tx): Promise<KnownSlugs> {
    return this.slugsOf(tx, tx.orgId ?? '');
  }

  private readonly slugsOf = combinedRead<KnownSlugs>(
    async (tx, [orgId = '']) => {
      const rows = await tx.query<KnownSlugs>(
        `SELECT coalesce((SELECT jsonb_agg(slug ORDER BY slug) FROM service WHERE org_id = $1), '[]') AS services,
         coalesce((SELECT jsonb_agg(slug ORDER BY position) FROM environment WHERE org_id = $1), '[]') AS environments`,
        [orgId],
      );
      return new Map(rows.map((row) => [orgId, row]));
    },
    { services: [], environments: [] },
  );
}
