import { describe, expect, it } from 'vitest';
import { organizationRows, type SwitcherOrganization } from './organization-rows.js';

const one = (name: string, parentId: string | null = null): SwitcherOrganization => ({
  organizationId: name,
  slug: name.toLowerCase(),
  name,
  roleName: 'Admin',
  parentId,
  isVisitor: parentId !== null,
});
const all = [one('Acme'), one('Bakery', 'Globex'), one('Globex'), one('Orphan', 'elsewhere')];
const shown = (search: string) =>
  organizationRows(all, search).map(({ name, isNested }) => (isNested ? `> ${name}` : name));

describe('organizationRows', () => {
  it('puts children under their parent, and those whose parent is not there by themselves', () =>
    expect(shown('')).toEqual(['Acme', 'Globex', '> Bakery', 'Orphan']));
  it('finds by name in any case', () => expect(shown(' BAK ')).toEqual(['> Bakery']));
  it('finds nothing', () => expect(shown('zzz')).toEqual([]));
});
