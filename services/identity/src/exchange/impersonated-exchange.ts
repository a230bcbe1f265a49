import { Injectable } from '@nestjs/common';
import { factsOf, type InternalTokenClaims, isMemberPermission } from '@throughline/contracts';
import { isId } from '@throughline/kernel';
import type { Tx } from '@throughline/platform';
import { type ImpersonationToken, ImpersonationTokens } from '../impersonation/impersonation-tokens.js';
import { ImpersonationRepository, type ImpersonationRow } from '../impersonation/impersonation.repository.js';
import { refuse } from './exchange.errors.js';
import type { LivePerson } from './exchange.queries.js';

export interface Impersonated {
  person: LivePerson;
  impersonation: ImpersonationRow;
}

/** What is different when the access token is an impersonation's. */
@Injectable()
export class ImpersonatedExchange {
  constructor(
    private readonly tokens: ImpersonationTokens,
    private readonly impersonations: ImpersonationRepository,
  ) {}

  /** Undefined for every credential that is no impersonation's token. */
  verify(credential: string): Promise<ImpersonationToken | undefined> {
    return this.tokens.verify(credential);
  }

  /**
   * The impersonated person and the impersonation, while it runs and its actor is a platform admin. Refuses another
   * organization than the one it was started for like a missing one.
   */
  async find(tx: Tx, token: ImpersonationToken, org: string | null): Promise<Impersonated> {
    const impersonation = await this.impersonations.running(tx, token.impersonationId);
    if (!impersonation || impersonation.user_id !== token.userId) throw refuse('credential_invalid');
    const [person] = await tx.query<LivePerson & { is_target: boolean }>(
      `SELECT u.id, u.full_name, u.auth_epoch,
              EXISTS (SELECT FROM organization o WHERE o.id = $3 AND (o.slug = $4 OR o.id = $5)) AS is_target
         FROM user_account u JOIN platform_admin actor ON actor.user_id = $2
        WHERE u.id = $1 AND u.disabled_at IS NULL`,
      [token.userId, impersonation.actor_id, impersonation.org_id, org, org !== null && isId(org) ? org : null],
    );
    if (!person) throw refuse('credential_invalid');
    if (org !== null && !person.is_target) throw refuse('not_found');
    return { person, impersonation };
  }
}

/** The person's claims less what nobody may do on behalf of somebody else, with the name of who acts. */
export function impersonatedClaims(
  claims: InternalTokenClaims,
  { id, actor_id: sub, actor_name: name }: ImpersonationRow,
): InternalTokenClaims {
  const grants = Object.entries(claims.environment_grants).map(
    ([environment, { allow, deny }]) => [environment, { allow: allow.filter(isAllowed), deny }] as const,
  );
  return {
    ...claims,
    permissions: claims.permissions.filter(isAllowed),
    environment_grants: Object.fromEntries(grants),
    session_id: null,
    platform_admin_until: null,
    act: { sub, name, session_id: id },
  };
}

const isAllowed = (permission: string): boolean =>
  !isMemberPermission(permission) || factsOf(permission).neverImpersonated !== true;
