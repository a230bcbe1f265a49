import { ROLE_PERMISSIONS, ROLES } from '@throughline/contracts';

const MAX_MS = 90 * 86_400_000;

/** Whether a delegation may end then: in the future, and not for ever. */
export function isDelegable(until: Date, now: Date): boolean {
  const leftMs = until.getTime() - now.getTime();
  return leftMs > 0 && leftMs <= MAX_MS;
}

/** Whether somebody of the preset role can take a place: it is of use only to who holds the permission as well. */
export function mayStandIn(role: string): boolean {
  const known = ROLES.find((one) => one === role);
  return known !== undefined && ROLE_PERMISSIONS[known].includes('approvals.vote');
}
