import {
  type Actor,
  type EnvironmentGrant,
  factsOf,
  type InternalTokenClaims,
  isMemberPermission,
  type Permission,
} from '@throughline/contracts';

/** Who makes the request, as identity vouched for it in the internal token. */
export interface Principal {
  kind: InternalTokenClaims['kind'];
  /** Id of the user (also behind a personal key), the service account, or the ingest key. */
  id: string;
  name: string;
  orgId: string | null;
  role: string | null;
  permissions: ReadonlySet<string>;
  /** By environment id: how what may be done there differs from `permissions`. */
  environmentGrants: Readonly<Record<string, EnvironmentGrant>>;
  /** The session of the access token; null for a key. */
  sessionId: string | null;
  keyId: string | null;
  serviceId: string | null;
  environmentId: string | null;
  /** Who stands behind the user in an impersonation. */
  impersonator: { id: string; name: string; sessionId: string | null } | null;
  /** The organization is suspended: nothing in it changes. */
  isReadOnly: boolean;
  /** Until when (Unix seconds) a platform admin's step-up holds. */
  platformAdminUntil: number | null;
}

/** The principal that a verified token describes. */
export function principalOf(claims: InternalTokenClaims): Principal {
  return {
    kind: claims.kind,
    id: claims.sub,
    name: claims.name,
    orgId: claims.org_id,
    role: claims.role,
    permissions: new Set(claims.permissions),
    environmentGrants: claims.environment_grants,
    sessionId: claims.session_id,
    keyId: claims.key_id,
    serviceId: claims.service_id,
    environmentId: claims.environment_id,
    impersonator: claims.act && {
      id: claims.act.sub,
      name: claims.act.name,
      sessionId: claims.act.session_id ?? null,
    },
    isReadOnly: claims.read_only,
    platformAdminUntil: claims.platform_admin_until,
  };
}

/** The principal as events name it; a key or service account acts as nobody's user. */
export function actorOf({ kind, id, name, impersonator }: Principal): Actor {
  const actor: Actor = { userId: kind === 'user' ? id : null, name };
  return impersonator ? { ...actor, impersonator: { userId: impersonator.id, name: impersonator.name } } : actor;
}

/**
 * Whether the principal holds the permission, in at least one environment where it is one that is granted per
 * environment. Good enough to enter a route; what is done in an environment asks `mayIn`.
 */
export function may(principal: Principal, permission: Permission): boolean {
  if (principal.permissions.has(permission)) return true;
  if (!isPerEnvironment(permission)) return false;
  return Object.values(principal.environmentGrants).some(({ allow }) => allow.includes(permission));
}

/** Whether the principal holds the permission in this environment: the role's, plus what is granted there, less what is withheld there. */
export function mayIn(principal: Principal, permission: Permission, environmentId: string): boolean {
  const grant = isPerEnvironment(permission) ? principal.environmentGrants[environmentId] : undefined;
  if (grant?.deny.includes(permission)) return false;
  return principal.permissions.has(permission) || (grant?.allow.includes(permission) ?? false);
}

function isPerEnvironment(permission: Permission): boolean {
  return isMemberPermission(permission) && factsOf(permission).perEnvironment === true;
}
