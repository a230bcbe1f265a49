/**
 * Parts of one transaction that do not wait for each other, so that their statements travel together. Their order among
 * each other is that of their first statements and no more.
 * @returns what they resolve to
 * @throws what the first of them failed of, and only when all have ended: none may go on behind a rollback
 */
export async function together<Parts extends readonly unknown[] | []>(
  parts: Parts,
): Promise<{ -readonly [At in keyof Parts]: Awaited<Parts[At]> }> {
  const all = Promise.all(parts);
  all.catch(() => undefined); // told to the caller below
  await Promise.allSettled(parts);
  return all;
}
