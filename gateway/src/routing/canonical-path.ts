const RAW = /^[A-Za-z0-9\-._~!$&'()*+,=:@%/]*$/;
// Nothing in it could be spelled otherwise: most paths, told at one look.
const PLAIN = /^(?:\/[A-Za-z0-9_-]+)+$/;
const ESCAPE = /%[0-9A-F]{2}/g;
// What would mean something else once decoded: separators, parameters, queries, escapes of escapes, controls.
const NEVER_ESCAPED = /[/\\;%?#A-Za-z0-9\-._~]/;

/**
 * Whether a request's path (before `?`) has exactly one spelling, so that the gateway and a service behind it
 * cannot read it differently: no empty or dot segments, no trailing slash, no `;` or backslash, and only
 * escapes, in upper-case hex, of bytes that need one.
 */
export function isCanonicalPath(path: string): boolean {
  if (path === '/' || PLAIN.test(path)) return true;
  if (!path.startsWith('/') || !RAW.test(path)) return false;
  const segments = path.split('/').slice(1);
  return segments.every((segment) => segment !== '' && segment !== '.' && segment !== '..' && hasCleanEscapes(segment));
}

function hasCleanEscapes(segment: string): boolean {
  if (segment.replace(ESCAPE, '').includes('%')) return false;
  const codes = (segment.match(ESCAPE) ?? []).map((escape) => Number.parseInt(escape.slice(1), 16));
  return codes.every(needsEscape) && isUtf8(segment);
}

function needsEscape(code: number): boolean {
  if (code > 0x7f) return true;
  return code >= 0x20 && code < 0x7f && !NEVER_ESCAPED.test(String.fromCharCode(code));
}

function isUtf8(segment: string): boolean {
  try {
    decodeURIComponent(segment);
    return true;
  } catch {
    return false;
  }
}
