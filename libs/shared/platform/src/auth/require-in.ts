import type { Permission } from '@throughline/contracts';
import { AppError } from '@throughline/kernel';
import { mayIn, type Principal } from './principal.js';

/**
 * Refuses, with `permission_missing`, a principal who may not do this in this environment. A route's `@Requires` lets in
 * who may do it somewhere; call this once the environment is known.
 * @param name how people know the environment; its id is named where there is no better
 */
export function requireIn(principal: Principal, permission: Permission, environmentId: string, name?: string): void {
  if (!mayIn(principal, permission, environmentId)) throw missingIn(permission, name ?? environmentId);
}

/** The refusal of `requireIn`, for lists that say beforehand what would be refused. */
export function missingIn(permission: Permission, environment: string): AppError {
  return new AppError(
    'permission_missing',
    'forbidden',
    `This needs the permission ${permission} in the environment ${environment}. An owner or admin of the organization can grant it.`,
  );
}
