import type { MyOrganizationResponse } from '../../../shared/api/generated/types.gen.js';

export type SwitcherOrganization = Pick<
  MyOrganizationResponse,
  'organizationId' | 'slug' | 'name' | 'roleName' | 'parentId' | 'isVisitor'
>;

export type OrganizationRow = SwitcherOrganization & { isNested: boolean };

/** The organizations in the server's order, children under their parent; only those whose name or slug has the text. */
export function organizationRows(all: readonly SwitcherOrganization[], search: string): OrganizationRow[] {
  const wanted = search.trim().toLowerCase();
  const isWanted = ({ name, slug }: SwitcherOrganization) =>
    name.toLowerCase().includes(wanted) || slug.includes(wanted);
  const ids = new Set(all.map(({ organizationId }) => organizationId));
  const isRoot = ({ parentId }: SwitcherOrganization) => parentId === null || !ids.has(parentId);
  return all
    .filter(isRoot)
    .flatMap((root) => [
      { ...root, isNested: false },
      ...all.filter(({ parentId }) => parentId === root.organizationId).map((child) => ({ ...child, isNested: true })),
    ])
    .filter(isWanted);
}
