/**
 * An address as we keep and compare it. The DTOs let only ASCII through, so lower-casing cannot turn one person's
 * address into another's (U+212A becomes `k`).
 */
export function normalizeEmail(email: string): string {
  return email.trim().toLowerCase();
}
