import type { ApiDocument, Source } from './document.ts';
import { sameShape } from './same-shape.ts';

/** Between our own processes: not for anybody who reads the document. */
const NOT_PUBLIC = [/^\/internal\//, /^\/runner\//, /\/live\/[^/]+$/];

/**
 * One document of all that the gateway routes, in a stable order.
 * @throws Error that names every component with two shapes, and every operationId and path that two sources have
 */
export function mergeDocuments(sources: Source[], title: string): ApiDocument {
  const paths = mergePaths(sources);
  const schemas = keepUsed(paths, mergeSchemas(sources));
  const securitySchemes = Object.assign(
    {},
    ...sources.map(({ document }) => document.components.securitySchemes ?? {}),
  );
  return {
    openapi: '3.1.0',
    info: { title, version: '1' },
    paths: sorted(paths),
    components: { schemas: sorted(schemas), securitySchemes: sorted(securitySchemes) },
  };
}

function mergePaths(sources: Source[]): ApiDocument['paths'] {
  const merged: ApiDocument['paths'] = {};
  const owners = new Map<string, string>();
  const problems: string[] = [];
  const claim = (key: string, name: string): void => {
    const owner = owners.get(key);
    if (owner !== undefined) problems.push(`${key} is in ${owner} and in ${name}`);
    owners.set(key, name);
  };
  for (const { name, path, method, operation } of sources.flatMap(publicOperations)) {
    claim(`operation ${operation.operationId}`, name);
    claim(`${method.toUpperCase()} ${path}`, name);
    merged[path] = { ...merged[path], [method]: operation };
  }
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return merged;
}

function publicOperations({ name, document }: Source) {
  const paths = Object.entries(document.paths).filter(([path]) => !NOT_PUBLIC.some((pattern) => pattern.test(path)));
  return paths.flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name, path, method, operation })),
  );
}

function mergeSchemas(sources: Source[]): Record<string, unknown> {
  const merged: Record<string, { shape: unknown; name: string }> = {};
  const problems: string[] = [];
  for (const { name, document } of sources) {
    for (const [component, shape] of Object.entries(document.components.schemas)) {
      const known = merged[component];
      if (!known) merged[component] = { shape, name };
      else if (!sameShape(known.shape, shape)) {
        problems.push(`component ${component} has one shape in ${known.name} and another in ${name}`);
      }
    }
  }
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return Object.fromEntries(Object.entries(merged).map(([component, { shape }]) => [component, shape]));
}

/** Only what the paths name, and what that names. */
function keepUsed(paths: ApiDocument['paths'], schemas: Record<string, unknown>): Record<string, unknown> {
  const used = new Set<string>();
  let fresh = referencesIn(paths);
  while (fresh.length > 0) {
    fresh.forEach((name) => used.add(name));
    fresh = fresh.flatMap((name) => referencesIn(schemas[name])).filter((name) => !used.has(name));
  }
  const missing = [...used].filter((name) => !(name in schemas));
  if (missing.length > 0) throw new Error(`no document has the components ${missing.join(', ')}`);
  return Object.fromEntries(Object.entries(schemas).filter(([name]) => used.has(name)));
}

function referencesIn(value: unknown): string[] {
  const text = JSON.stringify(value) ?? '';
  return [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name ?? '');
}

/** Keys in order, at every level; lists keep theirs. */
function sorted<T>(value: T): T {
  if (Array.isArray(value)) return value.map(sorted) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, child]) => [key, sorted(child)])) as T;
}
