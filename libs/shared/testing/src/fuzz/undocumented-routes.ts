import { type INestApplicationContext, RequestMethod } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import type { OpenApiDocument } from '../tenancy/operations.js';

type Metadata = string | string[] | undefined;

/** Every route that the service's controllers register and its OpenAPI document lacks, as `METHOD path`. */
export function undocumentedRoutes(app: INestApplicationContext, document: OpenApiDocument): string[] {
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [...module.controllers.values()]);
  const routes = controllers.flatMap(({ metatype }) => (typeof metatype === 'function' ? routesOf(metatype) : []));
  const documented = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  return [...new Set(routes)].filter((route) => !documented.includes(route)).sort();
}

function routesOf(controller: { prototype: unknown }): string[] {
  const prototype = controller.prototype as Record<string, unknown>;
  const bases = list(Reflect.getMetadata('path', controller) as Metadata);
  return Object.getOwnPropertyNames(prototype).flatMap((name) => {
    const method = prototype[name];
    if (name === 'constructor' || typeof method !== 'function' || !Reflect.hasMetadata('path', method)) return [];
    const verb = RequestMethod[Reflect.getMetadata('method', method) as number] ?? '';
    const paths = list(Reflect.getMetadata('path', method) as Metadata);
    return bases.flatMap((base) => paths.map((path) => `${verb} ${joined(base, path)}`));
  });
}

const list = (value: Metadata): string[] => (Array.isArray(value) ? value : [value ?? '']);

/** As OpenAPI writes it: one slash between parts, `{name}` for a parameter. */
function joined(...parts: string[]): string {
  const path = parts.flatMap((part) => part.split('/')).filter((part) => part !== '');
  return `/${path.map((part) => (part.startsWith(':') ? `{${part.slice(1)}}` : part)).join('/')}`;
}
