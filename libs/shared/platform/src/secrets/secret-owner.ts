import { isId } from '@throughline/kernel';

/** The first part of the owner of a secret that belongs to no organization. */
export const INSTALLATION = 'installation';

/** The organization in the owner of a secret; null where its first part is no organization's id. */
export function orgOfOwner(owner: string): string | null {
  const first = owner.split('/', 1)[0] ?? '';
  return isId(first) ? first.toLowerCase() : null;
}
