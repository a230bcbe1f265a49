import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Response } from 'supertest';

interface Operation {
  operationId?: string;
}

/** The committed contract of this service. */
export const document = JSON.parse(readFileSync(join(__dirname, '../openapi.json'), 'utf8')) as {
  paths: Record<string, Record<string, Operation>>;
};
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true }).addSchema(document, 'openapi');
const escape = (part: string): string => part.replaceAll('~', '~0').replaceAll('/', '~1');

/** What is wrong with an answer, held against openapi.json; an empty list is a match. */
export function contractProblems(operationId: string, answer: Response): string[] {
  const place = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) =>
      operation.operationId === operationId ? [[path, method]] : [],
    ),
  )[0];
  if (!place) return [`${operationId} is no operation`];
  const isProblem = answer.status >= 400;
  const steps = ['paths', ...place, 'responses', isProblem ? 'default' : String(answer.status), 'content'];
  const media = isProblem ? 'application/problem+json' : 'application/json';
  const validate = ajv.compile({ $ref: `openapi#/${[...steps, media, 'schema'].map(escape).join('/')}` });
  return validate(answer.body) ? [] : (validate.errors ?? []).map((e) => `${e.instancePath} ${e.message ?? ''}`);
}
