import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { matchRoute } from './route-match.js';
import { type AuthMode, ROUTES } from './routes.js';

interface Operation {
  operationId: string;
  tags: string[];
  'x-permission': string;
}

const document = JSON.parse(readFileSync(join(__dirname, '../../openapi.json'), 'utf8')) as {
  paths: Record<string, Record<string, Operation>>;
};

/** The services' own live streams are for the gateway, which joins them. */
const NOT_PUBLIC = /\/live\/\w+$/;
const paths = Object.keys(document.paths).filter((path) => !NOT_PUBLIC.test(path));
const operations = paths.flatMap((path) =>
  Object.values(document.paths[path] ?? {}).map((operation) => ({ path, operation })),
);
const example = (path: string): string => path.replaceAll(/\{\w+\}/g, 'x');

/** What the credential has to be for an operation to be allowed at all. */
function modesFor(permission: string): AuthMode[] {
  if (permission === 'public') return ['public', 'webhook'];
  if (permission === 'authenticated') return ['user'];
  if (permission === 'platform_admin') return ['admin'];
  return permission === 'logs.ingest' ? ['ingest'] : ['org'];
}

/** Routes whose operations are for machines and not in the document. */
const UNDOCUMENTED = new Set([
  '/hooks/*',
  '/runner/v1/*',
  '/runner/v1/jobs/acquire',
  '/runner/v1/jobs/{jobId}/artifacts',
  '/runner/v1/jobs/{jobId}/files',
]);

describe('the route table and the OpenAPI document', () => {
  it.each(operations.map(({ path, operation }) => [operation.operationId, path, operation] as const))(
    '%s is routed to its service',
    (_id, path, operation) => {
      const route = matchRoute(example(path))?.route;
      const upstream = operation.tags[0] === 'gateway' ? 'live' : operation.tags[0];
      expect(route?.upstream).toBe(upstream);
      expect(modesFor(operation['x-permission'])).toContain(route?.auth);
    },
  );

  it.each(ROUTES.filter((route) => !UNDOCUMENTED.has(route.path)).map((route) => [route.path, route] as const))(
    '%s has an operation',
    (_path, route) => {
      expect(paths.some((path) => matchRoute(example(path))?.route === route)).toBe(true);
    },
  );

  it('does not route what is not public', () => {
    const hidden = Object.keys(document.paths).filter((path) => NOT_PUBLIC.test(path));
    expect(hidden.filter((path) => matchRoute(example(path)))).toEqual([]);
  });
});
