import { Ajv } from 'ajv';

/** A log entry as the sender wrote it, its shape checked and nothing else. */
export interface SentEntry {
  timestamp: string;
  level: string;
  message: string;
  meta?: Record<string, unknown> | null;
  traceId?: string | null;
  spanId?: string | null;
  requestId?: string | null;
}

const ID = { type: 'string', maxLength: 128, nullable: true } as const;

const SCHEMA = {
  type: 'object',
  properties: {
    timestamp: { type: 'string', maxLength: 64 },
    level: { type: 'string', maxLength: 32 },
    message: { type: 'string' },
    meta: { type: 'object', nullable: true },
    traceId: ID,
    spanId: ID,
    requestId: ID,
  },
  required: ['timestamp', 'level', 'message'],
  additionalProperties: false,
} as const;

// Compiled once: class-validator on thousands of nested objects costs more than writing them does.
const validate = new Ajv({ strict: true, ownProperties: true }).compile<SentEntry>(SCHEMA);

/** Why an entry is not one, in words with the field's name; undefined when its shape is right. */
export function shapeProblem(entry: unknown): string | undefined {
  if (validate(entry)) return undefined;
  const error = validate.errors?.[0];
  if (error?.keyword === 'additionalProperties') {
    return `${String(error.params['additionalProperty']).slice(0, 64)} is not a field of an entry; put it into meta`;
  }
  const field = error?.instancePath.slice(1);
  return `${field ? `${field} ` : ''}${error?.message ?? 'is not valid'}`;
}
