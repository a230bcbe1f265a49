import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { OpenApiDocument } from '../tenancy/operations.js';
import type { Schema, Schemas } from './schema-values.js';

export interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  schema?: Schema;
}

interface Media {
  schema?: Schema;
}

interface Spec {
  parameters?: Parameter[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, { content?: Record<string, Media> }>;
}

/** An OpenAPI document as the fuzzer reads it: what may be sent, and what may come back. */
export class FuzzDocument {
  readonly schemas: Schemas;
  private readonly ajv: Ajv2020;

  constructor(private readonly document: OpenApiDocument) {
    this.schemas = (document as { components?: { schemas?: Schemas } }).components?.schemas ?? {};
    // OpenAPI's own words are no JSON Schema to a strict reader.
    this.ajv = new Ajv2020({ strict: false, validateFormats: false });
    this.ajv.addSchema(document, 'openapi.json');
  }

  /** The query parameters of an operation. */
  query(path: string, method: string): Parameter[] {
    return (this.spec(path, method).parameters ?? []).filter((parameter) => parameter.in === 'query');
  }

  /** Media type and schema of the body; undefined for an operation without one. */
  body(path: string, method: string): { media: string; schema: Schema } | undefined {
    const [entry] = Object.entries(this.spec(path, method).requestBody?.content ?? {});
    return entry && { media: entry[0], schema: entry[1].schema ?? {} };
  }

  /** What of an answer the document does not promise; empty when all is as it says. */
  breaches(
    at: { path: string; method: string },
    answer: { status: number; contentType: string; text: string },
  ): string[] {
    const { responses } = this.spec(at.path, at.method);
    const name = String(answer.status) in responses ? String(answer.status) : 'default';
    if (name === 'default' && answer.status < 400) return [`status ${answer.status} is not documented`];
    const content = responses[name]?.content;
    if (!content) return answer.text === '' ? [] : [`${answer.status} has a body that is not documented`];
    const media = Object.keys(content).find((type) => answer.contentType.startsWith(type));
    if (media === undefined) return [`${answer.status} as ${answer.contentType || 'nothing'}`];
    const pointer = ['paths', at.path, at.method.toLowerCase(), 'responses', name, 'content', media, 'schema'];
    return isJson(media) ? this.invalidities(pointer, answer) : [];
  }

  private invalidities(pointer: string[], { status, text }: { status: number; text: string }): string[] {
    const value = jsonOf(text);
    if (value === undefined) return [`${status} is no JSON: "${text.slice(0, 80)}"`];
    const validate = this.ajv.getSchema(`openapi.json#/${pointer.map(escaped).join('/')}`) as
      ValidateFunction | undefined;
    if (!validate) return [`no schema at ${pointer.join('/')}`];
    if (validate(value)) return [];
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || 'the body'} ${message}`);
  }

  private spec(path: string, method: string): Spec {
    return this.document.paths[path]?.[method.toLowerCase()] as Spec;
  }
}

/** `application/json` and `…+json`; a file of JSON lines is none. */
const isJson = (media: string): boolean => /[/+]json$/.test(media);

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const escaped = (text: string): string => encodeURIComponent(text.replaceAll('~', '~0').replaceAll('/', '~1'));
