import type { FastifyRequest } from 'fastify';

/** The request's path as it was sent, without the query. */
export function pathOf(request: FastifyRequest): string {
  return splitUrl(request.raw.url).path;
}

/** An address as it was sent, in two: the path, and the query with its question mark or nothing. */
export function splitUrl(url = ''): { path: string; query: string } {
  const at = url.indexOf('?');
  return at < 0 ? { path: url, query: '' } : { path: url.slice(0, at), query: url.slice(at) };
}
