import { Inject, Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import { IDENTITY_CONFIG, type IdentityConfig } from '../identity.config.js';
import { PlatformAudit } from '../platform-audit/platform-audit.js';
import { PlatformAdminsRepository } from './platform-admins.repository.js';

interface StandingRow {
  email: string;
  full_name: string;
  is_admin: boolean;
  is_new_installation: boolean;
  seconds_left: number;
}

const STANDING = `
  SELECT u.email, u.full_name, a.user_id IS NOT NULL AS is_admin,
         EXISTS (SELECT FROM platform_bootstrap)
           AND u.id = (SELECT id FROM user_account ORDER BY created_at, id LIMIT 1) AS is_new_installation,
         floor(coalesce(extract(epoch FROM s.stepped_up_until - clock_timestamp()), 0))::float AS seconds_left
    FROM user_account u LEFT JOIN platform_admin a ON a.user_id = u.id
      LEFT JOIN admin_session s ON s.session_id = $2 AND s.user_id = u.id
   WHERE u.id = $1`;

/**
 * What an exchange says about a person's power over the installation. It is also where the first platform admins come
 * from: those whose addresses the configuration names, and, where it names none, the first account of a new installation.
 */
@Injectable()
export class PlatformStanding {
  constructor(
    private readonly admins: PlatformAdminsRepository,
    private readonly audit: PlatformAudit,
    @Inject(IDENTITY_CONFIG) private readonly config: IdentityConfig,
  ) {}

  /**
   * The claim `platform_admin_until`: null for no platform admin, 0 for one whose session is not stepped up. How much is left
   * the database says; the claim tells its end by the clock of the token that it is in, as the token's own end is told.
   */
  async until(tx: Tx, userId: string, sessionId: string): Promise<number | null> {
    const [row] = await tx.query<StandingRow>(STANDING, [userId, sessionId]);
    if (!row) return null;
    if (!row.is_admin && !(await this.bootstrap(tx, userId, row))) return null;
    return row.seconds_left > 0 ? Math.floor(Date.now() / 1_000) + row.seconds_left : 0;
  }

  private async bootstrap(tx: Tx, userId: string, row: StandingRow): Promise<boolean> {
    const { PLATFORM_ADMINS: named } = this.config;
    const isMeant = named.length > 0 ? named.includes(row.email) : row.is_new_installation;
    if (!isMeant || !(await this.isFirst(tx, named.length > 0))) return false;
    const grantedBy = { userId: null, name: named.length > 0 ? 'The configuration' : 'The first account' };
    if (!(await this.admins.insert(tx, { userId, grantedBy }))) return true;
    const subject = { subjectKind: 'user', subjectId: userId, details: { name: row.full_name } };
    await this.audit.record(tx, { action: 'platform_admin.added', ...subject, actor: grantedBy });
    return true;
  }

  /** Only one takes the mark of a new installation. Who is named needs no mark, and takes it from everybody else. */
  private async isFirst(tx: Tx, isNamed: boolean): Promise<boolean> {
    return (await this.admins.takeBootstrap(tx)) || isNamed;
  }
}
