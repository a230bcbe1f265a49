export interface CookieRules {
  name: string;
  isSecure: boolean;
}

/**
 * How the refresh cookie is named for an installation at this address. Chromium and Firefox keep Secure cookies of
 * http://localhost, so there too the `__Host-` prefix can bar other hosts and paths from setting it.
 */
export function cookieRules(publicUrl: string): CookieRules {
  const { protocol, hostname } = new URL(publicUrl);
  const isSecure = protocol === 'https:' || hostname === 'localhost';
  return { name: isSecure ? '__Host-throughline_refresh' : 'throughline_refresh', isSecure };
}

/** The Set-Cookie value; an empty token with 0 seconds deletes the cookie. */
export function writeCookie({ name, isSecure }: CookieRules, token: string, maxAgeSeconds: number): string {
  const attributes = [`${name}=${token}`, 'HttpOnly', 'SameSite=Strict', 'Path=/', `Max-Age=${maxAgeSeconds}`];
  return [...attributes, ...(isSecure ? ['Secure'] : [])].join('; ');
}

/** The cookie's value in a Cookie header; undefined when it is absent, empty or there twice. */
export function readCookie(name: string, header: string | undefined): string | undefined {
  const values = (header ?? '').split(';').flatMap((pair) => {
    const [key, ...rest] = pair.split('=');
    return key?.trim() === name ? [rest.join('=').trim()] : [];
  });
  return values.length === 1 && values[0] !== '' ? values[0] : undefined;
}
