import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';
import type { Permission } from '@throughline/contracts';
import type { Principal } from './principal.js';

export type Access = { kind: 'public' } | { kind: 'authenticated' } | { kind: 'permission'; permission: Permission };
export const ACCESS = Symbol('ACCESS');

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
