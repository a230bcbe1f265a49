/** What every answer says to a browser. HSTS only where the installation is reached over TLS. */
export function dataHeaders(publicUrl: string): Record<string, string> {
  return {
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'x-frame-options': 'DENY',
    ...(publicUrl.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  };
}

/**
 * Those, and what means something to a page only: on an answer that no browser renders they protect nothing (OWASP REST
 * Security Cheat Sheet, "Security Headers"), and each header of an answer costs.
 */
export function pageHeaders(publicUrl: string): Record<string, string> {
  return {
    ...dataHeaders(publicUrl),
    'referrer-policy': 'strict-origin-when-cross-origin',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  };
}

/**
 * The web app's policy: everything of this origin alone, styles too, and no text becomes script or markup. The app
 * is built for it: it makes no style element and sets no HTML.
 */
export const APP_POLICY = [
  `default-src 'none'`,
  `script-src 'self'`,
  `style-src 'self'`,
  `img-src 'self' data:`,
  `font-src 'self'`,
  `connect-src 'self'`,
  `worker-src 'self'`,
  `manifest-src 'self'`,
  `object-src 'none'`,
  `base-uri 'none'`,
  `form-action 'self'`,
  `frame-ancestors 'none'`,
  `require-trusted-types-for 'script'`,
].join('; ');

/** Everything else is data: should a browser ever show it as a page, that page can do nothing. */
export const DATA_POLICY = `default-src 'none'; frame-ancestors 'none'; sandbox`;
