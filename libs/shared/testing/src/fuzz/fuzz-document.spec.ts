import type { OpenApiDocument } from '../tenancy/operations.js';
import { FuzzDocument } from './fuzz-document.js';

const path = '/api/v1/entries';
const schema = { type: 'array' };
const lines = { schema: { type: 'string', format: 'binary' } };
const document = {
  openapi: '3.1.0',
  paths: {
    [path]: {
      get: {
        responses: {
          200: { content: { 'application/json': { schema }, 'application/x-ndjson': lines } },
          default: { content: { 'application/problem+json': { schema: { type: 'object' } } } },
        },
      },
    },
  },
} as unknown as OpenApiDocument;

describe('what of an answer the document does not promise', () => {
  const breaches = (status: number, contentType: string, text: string): string[] =>
    new FuzzDocument(document).breaches({ path, method: 'GET' }, { status, contentType, text });

  it.each([
    [200, 'application/json; charset=utf-8', '[]'],
    [200, 'application/x-ndjson', ''],
    [200, 'application/x-ndjson', '{"a":1}\n{"a":2}\n'],
    [404, 'application/problem+json', '{}'],
  ])('is nothing for %s as %s with %j', (status, contentType, text) => {
    expect(breaches(status, contentType, text)).toEqual([]);
  });

  it.each([
    [200, 'application/json', '', '200 is no JSON: ""'],
    [200, 'application/json', '{}', 'the body must be array'],
    [404, 'application/problem+json', '[', '404 is no JSON: "["'],
    [200, 'text/html', '', '200 as text/html'],
    [201, 'application/json', '[]', 'status 201 is not documented'],
  ])('is named for %s as %s with %j', (status, contentType, text, breach) => {
    expect(breaches(status, contentType, text)).toEqual([breach]);
  });
});
