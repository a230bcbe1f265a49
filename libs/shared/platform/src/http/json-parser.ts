import { AppError } from '@throughline/kernel';
import type { FastifyInstance, FastifyRequest } from 'fastify';

const MAX_DEPTH = 32;
/** Of one object: what is wider is checked key by key, and each unknown one would be named in the answer. */
const MAX_KEYS = 1_000;
export const JSON_LIMIT_BYTES = 1024 * 1024;

/** A request whose exact bytes are kept, for signatures over the raw body. */
export interface RawBodyRequest extends FastifyRequest {
  rawBody?: Buffer;
}

/** Reads JSON bodies with limits on size and depth, keeps their raw bytes, and lets octet streams through unread. */
export function registerBodyParsers(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: JSON_LIMIT_BYTES },
    (request, body, done) => {
      try {
        (request as RawBodyRequest).rawBody = body as Buffer;
        done(null, parseJson(body as Buffer));
      } catch (error) {
        done(error as Error);
      }
    },
  );
  fastify.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
}

/**
 * The value of a JSON text; undefined for an empty one.
 * @throws AppError for invalid UTF-8 or JSON, deeper than 32 levels, an object of more than 1,000 keys, or a key that
 *   reaches for a prototype
 */
export function parseJson(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body));
  } catch {
    throw new AppError('json_invalid', 'invalid', 'The body is not valid JSON in UTF-8.');
  }
  if (typeof value !== 'object' || value === null) {
    throw new AppError('json_invalid', 'invalid', 'The body has to be an object or an array.');
  }
  refuseDangerous(value);
  return value;
}

/** Walks level by level and not by recursion, so that depth cannot exhaust the stack. */
function refuseDangerous(root: unknown): void {
  let level = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH)
      throw new AppError('json_too_deep', 'invalid', `The body is nested deeper than ${MAX_DEPTH} levels.`);
    level = level.flatMap(childrenOf);
  }
}

function childrenOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'object' || value === null) return [];
  if (reachesForPrototype(value))
    throw new AppError('json_invalid', 'invalid', 'The body holds a key that is not allowed.');
  const children = Object.values(value);
  if (children.length > MAX_KEYS)
    throw new AppError('json_too_wide', 'invalid', `The body holds an object of more than ${MAX_KEYS} keys.`);
  return children;
}

function reachesForPrototype(value: object): boolean {
  if (Object.hasOwn(value, '__proto__')) return true;
  if (!Object.hasOwn(value, 'constructor')) return false;
  const own: unknown = value.constructor;
  return typeof own === 'object' && own !== null && Object.hasOwn(own, 'prototype');
}
