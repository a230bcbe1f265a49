import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Response } from 'supertest';

interface Operation {
  operationId: string;
  'x-permission': string;
  requestBody?: { content: Record<string, { schema: { $ref: string } }> };
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
}

interface Schema {
  properties?: Record<string, { type?: string; $ref?: string; items?: { type?: string; enum?: string[] } }>;
  required?: string[];
}

/** The committed contract of this service. */
export const document = JSON.parse(readFileSync(join(__dirname, '../openapi.json'), 'utf8')) as {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
};
// OpenAPI's own words (nullable is written by the generator beside `type`) are no JSON Schema to a strict reader.
const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema(document, 'openapi.json');

export interface Route {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  path: string;
  operationId: string;
  permission: string;
  body: Schema | undefined;
}

/** Every route of the service, as its openapi.json says. */
export const ROUTES: Route[] = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    method: method as Route['method'],
    path,
    operationId: operation.operationId,
    permission: operation['x-permission'],
    body: schemaOf(operation.requestBody?.content['application/json']?.schema.$ref),
  })),
);

function schemaOf(ref: string | undefined): Schema | undefined {
  return ref === undefined ? undefined : document.components.schemas[ref.split('/').at(-1) ?? ''];
}

/** What of an answer is not as openapi.json promises for the operation; empty when all is. */
export function breaches(operationId: string, answer: Response): string[] {
  const promised = promisedBody(operationId, answer.status);
  if (!promised) return answer.text === '' ? [] : [`${answer.status} has a body`];
  const sent = answer.headers['content-type'];
  if (!sent?.startsWith(promised.media)) return [`content type ${sent}`];
  const validate = ajv.getSchema(`openapi.json#${promised.pointer}`) as ValidateFunction | undefined;
  if (!validate) return [`no schema at ${promised.pointer}`];
  // supertest leaves the body of what it does not parse empty.
  return validate(promised.media.startsWith('text/') ? answer.text : answer.body)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** The one media type of the answer with this status, and where its schema is; undefined for an answer without a body. */
function promisedBody(operationId: string, status: number): { media: string; pointer: string } | undefined {
  const route = ROUTES.find((candidate) => candidate.operationId === operationId);
  if (!route) throw new Error(`openapi.json has no ${operationId}`);
  const { path, method } = route;
  const responses = document.paths[path]?.[method]?.responses ?? {};
  const name = String(status) in responses ? String(status) : 'default';
  const media = Object.keys(responses[name]?.content ?? {})[0];
  if (media === undefined) return undefined;
  return { media, pointer: `/paths/${escaped(path)}/${method}/responses/${name}/content/${escaped(media)}/schema` };
}

const escaped = (text: string): string => encodeURIComponent(text.replaceAll('~', '~0').replaceAll('/', '~1'));
