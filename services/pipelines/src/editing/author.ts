import type { Author } from '../git/commit-maker.js';

/** git cannot hold these in a name, and takes none that is made of them alone. */
const UNUSABLE = /[<>\p{Cc}]/gu;

/**
 * Whose name a commit bears: the member's, as this service knows it, else what the credential is called. The address of
 * one who has none is one that can never be a member's.
 */
export function authorOf(
  principal: { id: string; name: string },
  member: { fullName: string; email: string } | undefined,
): Author {
  const name = (member?.fullName ?? principal.name).replaceAll(UNUSABLE, '').trim();
  const email = (member?.email ?? `${principal.id}@throughline.invalid`).replaceAll(UNUSABLE, '').trim();
  const hasLetters = /[\p{L}\p{N}]/u.test(name);
  return { name: hasLetters ? name : email, email };
}
