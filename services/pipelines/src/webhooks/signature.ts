import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

const PREFIX = 'sha256=';
const HEX_DIGITS = 64;

/**
 * Whether a GitHub signature header (`sha256=` and 64 lower-case hex digits) is the HMAC-SHA256 of exactly these bytes
 * under one of the secrets. Every secret is tried, so the time taken does not tell which one fits.
 */
export function isSigned(header: string | undefined, body: Buffer, secrets: readonly string[]): boolean {
  if (header === undefined || header.length !== PREFIX.length + HEX_DIGITS || !header.startsWith(PREFIX)) return false;
  const given = Buffer.from(header, 'latin1');
  const matches = secrets.map((secret) => {
    const expected = Buffer.from(`${PREFIX}${createHmac('sha256', secret).update(body).digest('hex')}`, 'latin1');
    // timingSafeEqual throws on unequal lengths.
    return expected.length === given.length && timingSafeEqual(expected, given);
  });
  return matches.includes(true);
}

/** Whether a header is one of the secrets itself, as GitLab sends it. Every one is tried, as in `isSigned`. */
export function isToken(header: string | undefined, secrets: readonly string[]): boolean {
  // Digests have one length, whatever is compared.
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  const given = digest(header ?? '');
  return secrets.map((secret) => timingSafeEqual(digest(secret), given)).includes(true);
}
