import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { writeFile } from 'node:fs/promises';
import { KEY_PARAMETER, TAKES_NO_KEY } from '../idempotency/key-parameter.js';
import { Problem, ProblemField } from '../http/problem.dto.js';
import type { PlatformConfig } from '../config/platform.config.js';
import { createLogger } from '../context/logger.js';
import type { ServiceManifest } from '../service-manifest.js';
import { PlatformModule } from './platform.module.js';

/** The OpenAPI 3.1 document of a service, made without a database: nothing is instantiated. */
export async function openApiOf(appModule: Type, manifest: ServiceManifest): Promise<OpenAPIObject> {
  const module = PlatformModule.forService(appModule, {
    manifest,
    config: {} as PlatformConfig,
    logger: createLogger(manifest.name, 'silent'),
  });
  const app = await NestFactory.create(module, new FastifyAdapter(), {
    preview: true,
    logger: false,
    abortOnError: false,
  });
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(manifest.title)
    .setVersion('1')
    .addBearerAuth()
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    operationIdFactory: (_controller, method) => method,
    extraModels: [Problem, ProblemField],
  });
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(operations as Record<string, unknown>))
      completeOperation(operation, manifest.name, { method, path });
  }
  return document;
}

/** Writes `openapi.json` of a service; the file is committed and reviewed as its contract. */
export async function exportOpenApi(appModule: Type, manifest: ServiceManifest, file = 'openapi.json'): Promise<void> {
  await writeFile(file, `${JSON.stringify(await openApiOf(appModule, manifest), null, 2)}\n`);
}

interface Operation {
  responses?: Record<string, unknown>;
  tags?: string[];
  parameters?: { name: string; in: string; required?: boolean; schema?: unknown }[];
}

function completeOperation(value: unknown, tag: string, { method, path }: { method: string; path: string }): void {
  const operation = value as Operation;
  if (!operation.responses) return;
  operation.tags = [tag];
  operation.parameters = [...undeclared(path, operation), ...(operation.parameters ?? [])];
  if (method === 'post' && !(TAKES_NO_KEY in operation)) operation.parameters.push(KEY_PARAMETER);
  operation.responses['default'] ??= {
    description: 'A problem',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
}

/** Parameters of the path that no handler reads by itself: the guard has read `org`. */
function undeclared(path: string, { parameters = [] }: Operation): NonNullable<Operation['parameters']> {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
  const lacking = names.filter(
    (name) => !parameters.some((parameter) => parameter.in === 'path' && parameter.name === name),
  );
  return lacking.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
}
