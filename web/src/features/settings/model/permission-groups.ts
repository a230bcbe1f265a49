import type { PermissionGroup, PermissionResponse } from '../../../shared/api/generated/types.gen.js';

const TITLES: Record<PermissionGroup, string> = {
  organization: 'Organization',
  code: 'Code and pipelines',
  delivery: 'Delivery',
  operation: 'Operation',
  billing: 'Plan and payment',
};

export type PermissionSection = { group: PermissionGroup; title: string; permissions: PermissionResponse[] };

/** The catalogue under its headings, in the server's order. */
export function sectionsOf(permissions: readonly PermissionResponse[]): PermissionSection[] {
  const groups = [...new Set(permissions.map((one) => one.group))];
  return groups.map((group) => ({
    group,
    title: TITLES[group],
    permissions: permissions.filter((one) => one.group === group),
  }));
}

/** How a permission of a role stands to the preset that the role ranks as. */
export function standing(
  permission: string,
  held: readonly string[],
  base: readonly string[],
): 'added' | 'removed' | undefined {
  if (held.includes(permission) === base.includes(permission)) return undefined;
  return held.includes(permission) ? 'added' : 'removed';
}

/** `+3 −1`, or nothing for one that is as its preset. */
export function differenceWords(added: number, removed: number): string {
  return [added > 0 ? `+${added}` : '', removed > 0 ? `−${removed}` : ''].filter((part) => part !== '').join(' ');
}
