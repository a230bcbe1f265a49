import { RESERVED_SEGMENTS, type Route, ROUTES } from './routes.js';

export interface Match {
  route: Route;
  /** The `{org}` segment as the caller wrote it, where the route has one. */
  org: string | null;
}

interface Compiled {
  route: Route;
  segments: string[];
  open: boolean;
}

const compiled: Compiled[] = ROUTES.map((route) => {
  const open = route.path.endsWith('/*');
  return { route, open, segments: (open ? route.path.slice(0, -2) : route.path).split('/').slice(1) };
});

/** The route of a canonical path, or undefined. Case counts, and nothing is decoded. */
export function matchRoute(path: string): Match | undefined {
  const segments = path.split('/').slice(1);
  for (const candidate of compiled) {
    const org = capture(candidate, segments);
    if (org !== undefined) return { route: candidate.route, org };
  }
  return undefined;
}

/** True for paths of the machine side, known or not, however they are spelled. */
export function isReserved(path: string): boolean {
  const end = path.indexOf('/', 1);
  return RESERVED_SEGMENTS.has(path.slice(1, end < 0 ? undefined : end).toLowerCase());
}

/** Compares from the end, where routes differ: every request asks almost every route. */
function capture({ segments: expected, open }: Compiled, segments: string[]): string | null | undefined {
  if (open ? segments.length < expected.length : segments.length !== expected.length) return undefined;
  let org: string | null = null;
  for (let index = expected.length - 1; index >= 0; index--) {
    const pattern = expected[index] ?? '';
    if (pattern === '{org}') org = segments[index] ?? '';
    else if (pattern !== segments[index] && !pattern.startsWith('{')) return undefined;
  }
  return org;
}
