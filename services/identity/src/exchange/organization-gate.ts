import { Injectable } from '@nestjs/common';
import type { InternalTokenClaims } from '@throughline/contracts';
import type { Tx } from '@throughline/platform';
import { PlatformStanding } from '../platform-admins/platform-standing.js';
import { StandingRepository } from '../tenants/standing.repository.js';
import { refuse } from './exchange.errors.js';

type GateClaims = Pick<InternalTokenClaims, 'read_only' | 'platform_admin_until'>;

/** What an exchange says of the organization's standing and, outside an organization, of power over the installation. */
@Injectable()
export class OrganizationGate {
  constructor(
    private readonly standings: StandingRepository,
    private readonly platform: PlatformStanding,
  ) {}

  async claims(tx: Tx, of: { userId: string; sessionId: string | null; orgId: string | null }): Promise<GateClaims> {
    if (of.orgId !== null) return this.claimsIn(tx, of.orgId);
    const until = of.sessionId === null ? null : await this.platform.until(tx, of.userId, of.sessionId);
    return { read_only: false, platform_admin_until: until };
  }

  /** Refuses an organization that is being purged like a missing one. */
  async claimsIn(tx: Tx, orgId: string): Promise<GateClaims> {
    const isReadOnly = await this.standings.readOnly(tx, orgId);
    if (isReadOnly === null) throw refuse('not_found');
    return { read_only: isReadOnly, platform_admin_until: null };
  }
}
