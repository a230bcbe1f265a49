import { isId, SLUG_PATTERN, slugify } from '@throughline/kernel';

/** Words that mean something in an address of ours, now or soon. */
export const RESERVED: ReadonlySet<string> = new Set(
  (
    'admin api app auth docs healthz help hooks ingest internal invitations livez login logout loki me metrics new orgs ' +
    'organizations otlp plans projects public readyz settings sign-up static status support system'
  ).split(' '),
);

/** Whether the text can name an organization or project in an address: a slug, no reserved word, and no id, because
 *  an organization's address takes either. */
export function isUsableSlug(text: string): boolean {
  return SLUG_PATTERN.test(text) && !RESERVED.has(text) && !isId(text);
}

/**
 * Slugs to try, in order, for something that was only given a name.
 * @param suffix a short random text, for when the plain one is taken
 */
export function slugCandidates(name: string, fallback: string, suffix: string): string[] {
  const base = slugify(name) || fallback;
  const withSuffix = `${base.slice(0, 62 - suffix.length).replace(/-$/, '')}-${suffix}`;
  return [base, withSuffix].filter(isUsableSlug);
}
