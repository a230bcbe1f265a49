import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { writeFile } from 'node:fs/promises';
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
  for (const path of Object.values(document.paths)) {
    for (const operation of Object.values(path as Record<string, unknown>)) completeOperation(operation, manifest.name);
  }
  return document;
}

/** Writes `openapi.json` of a service; the file is committed and reviewed as its contract. */
export async function exportOpenApi(appModule: Type, manifest: ServiceManifest, file = 'openapi.json'): Promise<void> {
  await writeFile(file, `${JSON.stringify(await openApiOf(appModule, manifest), null, 2)}\n`);
}

function completeOperation(value: unknown, tag: string): void {
  const operation = value as { responses?: Record<string, unknown>; tags?: string[] };
  if (!operation.responses) return;
  operation.tags = [tag];
  operation.responses['default'] ??= {
    description: 'A problem',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
}
