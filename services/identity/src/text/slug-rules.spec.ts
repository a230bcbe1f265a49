import { isUsableSlug, slugCandidates } from './slug-rules.js';

describe('isUsableSlug', () => {
  it.each(['acme', 'a', 'a-b', '4ever', 'x'.repeat(63)])('takes %p', (slug) => expect(isUsableSlug(slug)).toBe(true));
  it.each([
    '',
    '-a',
    'a-',
    'A',
    'a_b',
    'a.b',
    'ä',
    'x'.repeat(64),
    'admin',
    'internal',
    'me',
    '0199a8c2-5b1e-7c3a-9a54-2f0d7e6b1c11',
    'acme\n',
  ])('refuses %p', (slug) => expect(isUsableSlug(slug)).toBe(false));
});

describe('slugCandidates', () => {
  it.each([
    ['Acme GmbH', ['acme-gmbh', 'acme-gmbh-k3x9']],
    ['日本', ['org', 'org-k3x9']],
    ['Admin', ['admin-k3x9']],
    ['x'.repeat(80), ['x'.repeat(63), `${'x'.repeat(58)}-k3x9`]],
  ])('for %p offers %p', (name, candidates) => expect(slugCandidates(name, 'org', 'k3x9')).toEqual(candidates));
});
