import { isUsableSlug, slugCandidates, RESERVED } from '../text/slug-rules.js';

const MIN_LENGTH = 2;

/** For so long nobody else can take a slug that an organization had, and links with it lead to the organization. */
export const SLUG_HELD_DAYS = 90;

/**
 * What a slug looks like at a glance: characters that are taken for each other become one. Slugs are ASCII, so letters
 * of other alphabets never get this far.
 */
export function lookOf(slug: string): string {
  return slug
    .replaceAll('0', 'o')
    .replaceAll(/[1i]/g, 'l')
    .replaceAll('5', 's')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')
    .replaceAll('-', '');
}

const RESERVED_LOOKS = new Set([...RESERVED].map(lookOf));

/** Whether an organization may be named so in addresses: usable at all, not too short, and nothing that poses as ours. */
export function isOrganizationSlug(slug: string): boolean {
  if (slug.length < MIN_LENGTH || slug.includes('--') || !isUsableSlug(slug)) return false;
  return !RESERVED_LOOKS.has(lookOf(slug));
}

/** Slugs to try, in order, for an organization that was only given a name. */
export function organizationSlugs(name: string, suffix: string): string[] {
  return slugCandidates(name, 'org', suffix).filter(isOrganizationSlug);
}
