import type { FastifyRequest } from 'fastify';

/** The request's path as it was sent, without the query. */
export function pathOf(request: FastifyRequest): string {
  const url = request.raw.url ?? '';
  const query = url.indexOf('?');
  return query < 0 ? url : url.slice(0, query);
}
