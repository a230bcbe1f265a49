import { isOrganizationSlug, lookOf, organizationSlugs } from './organization-slug.js';

describe('isOrganizationSlug', () => {
  it.each(['acme', 'ab', '4ever', 'a-b', 'acme-works', 'x'.repeat(63), 'administration'])('takes %p', (slug) =>
    expect(isOrganizationSlug(slug)).toBe(true),
  );
  it.each([
    ['too short', 'a'],
    ['too long', 'x'.repeat(64)],
    ['capitals', 'Acme'],
    ['a Cyrillic а', '\u0430cme'],
    ['a full-width letter', '\uff41cme'],
    ['an id', '0199a8c2-5b1e-7c3a-9a54-2f0d7e6b1c11'],
    ['a punycode mark', 'xn--acme'],
    ['two hyphens', 'a--b'],
    ['a reserved word', 'admin'],
    ['one that looks like it', 'adm1n'],
    ['another that looks like it', 'adrnin'],
    ['one with a hyphen in it', 'sup-port'],
    ['a line break', 'acme\n'],
  ])('refuses %s', (_what, slug) => expect(isOrganizationSlug(slug)).toBe(false));
});

describe('lookOf', () => {
  it.each([
    ['g00gle', 'google'],
    ['paypa1', 'paypal'],
    ['modern', 'modem'],
  ])('takes %p for %p', (one, other) => expect(lookOf(one)).toBe(lookOf(other)));
});

describe('organizationSlugs', () => {
  it.each([
    ['Acme GmbH', ['acme-gmbh', 'acme-gmbh-k3x9']],
    ['Admin', ['admin-k3x9']],
    ['A', ['a-k3x9']],
    ['日本', ['org', 'org-k3x9']],
  ])('for %p offers %p', (name, slugs) => expect(organizationSlugs(name, 'k3x9')).toEqual(slugs));
});
