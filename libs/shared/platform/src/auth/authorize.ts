import { factsOf, isMemberPermission, type Permission } from '@throughline/contracts';
import { AppError } from '@throughline/kernel';
import { organizationSuspended } from '../tenancy/org-status.js';
import type { Access, Exemption } from './access.decorators.js';
import { may, type Principal } from './principal.js';

/** A request as far as it decides what its caller may do. */
export interface Admission {
  access: Exclude<Access, { kind: 'public' }>;
  isWrite: boolean;
  /** The organization in the path. */
  org: string | undefined;
  exemptions: readonly Exemption[];
  /** Closed to impersonations whatever the access says. */
  neverImpersonated: boolean;
  /** Unix seconds. */
  now: number;
}

/**
 * Refuses what the principal may not do. The order matters: another organization looks like none, an impersonation is
 * told what it is, and only who holds the permission learns that the organization is suspended.
 */
export function authorize(principal: Principal, admission: Admission): void {
  const { org, access } = admission;
  demandOrganization(principal, org);
  if (principal.impersonator && isDeniedToImpersonation(admission)) throw impersonationDenied();
  if (access.kind === 'authenticated' && admission.isWrite && principal.keyId !== null) throw keyRefused();
  demand(principal, access, admission.now);
  if (principal.isReadOnly && admission.isWrite && !admission.exemptions.includes('suspension')) {
    throw organizationSuspended();
  }
}

function demandOrganization(principal: Principal, org: string | undefined): void {
  if (org === undefined || org === principal.orgId) return;
  throw new AppError('not_found', 'not_found', 'There is no such thing, or you may not see it.');
}

function demand(principal: Principal, access: Admission['access'], now: number): void {
  if (access.kind === 'platform_admin') demandPlatformAdmin(principal, access.stepUp, now);
  if (access.kind === 'permission' && !may(principal, access.permission)) throw permissionMissing(access.permission);
}

/** The deny-list: the console, what the catalogue of permissions says, and every write that is not in the organization. */
function isDeniedToImpersonation({ access, isWrite, exemptions, neverImpersonated }: Admission): boolean {
  if (neverImpersonated) return true;
  if (access.kind === 'platform_admin') return true;
  if (access.kind === 'authenticated') return isWrite && !exemptions.includes('impersonation');
  return isMemberPermission(access.permission) && factsOf(access.permission).neverImpersonated === true;
}

/** Null: no platform admin. A time that has passed, or 0: one who has to step up. */
function demandPlatformAdmin(principal: Principal, stepUp: boolean, now: number): void {
  if (principal.kind !== 'user' || principal.platformAdminUntil === null) {
    throw new AppError(
      'platform_admin_required',
      'forbidden',
      'Only a platform admin of this installation can do this.',
    );
  }
  if (!stepUp || principal.platformAdminUntil > now) return;
  throw new AppError(
    'step_up_required',
    'forbidden',
    'Confirm with your password and passkey that it is you; that holds for 10 minutes.',
  );
}

function permissionMissing(permission: Permission): AppError {
  return new AppError(
    'permission_missing',
    'forbidden',
    `This needs the permission ${permission}. An owner or admin of the organization can grant it.`,
  );
}

function impersonationDenied(): AppError {
  return new AppError(
    'impersonation_denied',
    'forbidden',
    'Nobody can do this on behalf of somebody else. Stop the impersonation first.',
  );
}

/** Nothing that a person alone is asked for has a scope, so a key only reads there: it changes no password and makes no key. */
function keyRefused(): AppError {
  return new AppError(
    'key_refused',
    'forbidden',
    'An API key changes nothing of the account that it acts for. Sign in and do it as a person.',
  );
}
