import type { Actor, InternalTokenClaims, Permission } from '@throughline/contracts';

/** Who makes the request, as identity vouched for it in the internal token. */
export interface Principal {
  kind: 'user' | 'api_key';
  /** User id, or key id. */
  id: string;
  name: string;
  orgId: string | null;
  role: string | null;
  permissions: ReadonlySet<string>;
  serviceId: string | null;
  environmentId: string | null;
  /** Who stands behind the user in an impersonation. */
  impersonator: { id: string; name: string } | null;
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
    serviceId: claims.service_id,
    environmentId: claims.environment_id,
    impersonator: claims.act ? { id: claims.act.sub, name: claims.act.name } : null,
  };
}

/** The principal as events name it; a key acts as nobody's user. */
export function actorOf(principal: Principal): Actor {
  return { userId: principal.kind === 'user' ? principal.id : null, name: principal.name };
}

export function may(principal: Principal, permission: Permission): boolean {
  return principal.permissions.has(permission);
}
