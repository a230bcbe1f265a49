import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';
import type { Permission } from '@throughline/contracts';
import type { Principal } from './principal.js';

export type Access =
  | { kind: 'public' }
  | { kind: 'authenticated' }
  | { kind: 'permission'; permission: Permission }
  | { kind: 'platform_admin'; stepUp: boolean };
export const ACCESS = Symbol('ACCESS');
/** What a route is exempt from, beside what its access says. */
export const EXEMPTIONS = Symbol('EXEMPTIONS');
export type Exemption = 'impersonation' | 'suspension';
/** Whether a route is closed to impersonations although what it declares would let them in. */
export const NEVER_IMPERSONATED = Symbol('NEVER_IMPERSONATED');

const declare = (
  access: Access,
  label: string,
  ...more: (MethodDecorator & ClassDecorator)[]
): MethodDecorator & ClassDecorator =>
  applyDecorators(SetMetadata(ACCESS, access), ApiExtension('x-permission', label), ...more);

/** The caller must be a member (or key) of the organization in the path who holds the permission. */
export const Requires = (permission: Permission): MethodDecorator & ClassDecorator =>
  declare({ kind: 'permission', permission }, permission, ApiBearerAuth());

/** Any signed-in person; for routes outside an organization. */
export const Authenticated = (): MethodDecorator & ClassDecorator =>
  declare({ kind: 'authenticated' }, 'authenticated', ApiBearerAuth());

/**
 * A platform admin, in their own name, whose step-up by passkey is at most 10 minutes old. `stepUp: false` for the routes
 * by which one steps up. Routes of this kind lie outside any organization.
 */
export const PlatformAdmin = ({ stepUp = true } = {}): MethodDecorator & ClassDecorator =>
  declare({ kind: 'platform_admin', stepUp }, 'platform_admin', ApiBearerAuth());

/** A write that somebody behind an impersonation may do although it lies outside the organization. */
export const AllowedInImpersonation = (): MethodDecorator => SetMetadata(EXEMPTIONS, ['impersonation']);

/** A write that a suspended organization may still do: taking back its deletion, giving up its own access. */
export const AllowedInSuspension = (): MethodDecorator => SetMetadata(EXEMPTIONS, ['suspension']);

/** For a read that shows a person's credentials or sessions: nobody sees them behind an impersonation. */
export const NeverImpersonated = (): MethodDecorator & ClassDecorator => SetMetadata(NEVER_IMPERSONATED, true);

/** Nobody is asked who they are; the route proves its caller by itself (a signature, a password) or serves all. */
export const Public = (): MethodDecorator & ClassDecorator => declare({ kind: 'public' }, 'public');

/** The verified principal of the request. */
export const CurrentPrincipal = createParamDecorator((_: unknown, context: ExecutionContext) => {
  return context.switchToHttp().getRequest<{ user: Principal }>().user;
});

/** The organization of the request: the token's, which the guard has held against the path. */
export const OrgId = createParamDecorator((_: unknown, context: ExecutionContext) => {
  return context.switchToHttp().getRequest<{ user: Principal }>().user.orgId;
});
