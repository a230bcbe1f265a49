import type { Rights } from '../members/rights-of-role.js';

/**
 * What a key with these scopes may do while its holder has these rights. Asked at every exchange: a right that the
 * holder loses is gone from all of their keys, and what they win a key does not win.
 */
export function narrowed(rights: Rights, scopes: readonly string[]): Rights {
  const inScope = (permission: string): boolean => scopes.includes(permission);
  const environmentGrants = Object.fromEntries(
    Object.entries(rights.environmentGrants).map(([id, { allow, deny }]) => [
      id,
      { allow: allow.filter(inScope), deny },
    ]),
  );
  return { permissions: rights.permissions.filter(inScope), environmentGrants };
}

/** Those of the scopes that nobody with these rights may give to a key: held nowhere, not even in one environment. */
export function notHeld(scopes: readonly string[], rights: readonly Rights[]): string[] {
  const held = new Set(
    rights.flatMap((one) => [
      ...one.permissions,
      ...Object.values(one.environmentGrants).flatMap(({ allow }) => allow),
    ]),
  );
  return scopes.filter((scope) => !held.has(scope));
}
