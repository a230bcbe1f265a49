import type { OpenApiDocument } from '@throughline/testing';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The committed contract of this service. */
export const document = JSON.parse(readFileSync(join(__dirname, '../openapi.json'), 'utf8')) as OpenApiDocument;
