import { MAX_CONDITION_LENGTH, readCondition } from './condition.rules.js';
import { parseDurationMs } from './duration.rules.js';
import { BACKOFFS, MAX_RETRIES, RETRY_DEFAULTS, type RetryPolicy } from './retry.rules.js';
import { type When, WHENS } from './when.rules.js';
import type { Field, YamlFields } from './yaml-fields.js';

const DAY_MS = 86_400_000;
const MAX_WAIT_MS = 3_650 * DAY_MS;

/** An expression in CEL. */
export function readConditionField(yaml: YamlFields, field: Field): string | undefined {
  const value = yaml.string(field, MAX_CONDITION_LENGTH);
  if (value === undefined) return undefined;
  const read = readCondition(value);
  return 'message' in read ? yaml.noteInside(field.value, value, read) : value;
}

export const readWhen = (yaml: YamlFields, field: Field): When | undefined => yaml.oneOf(field, WHENS);

/** How long a `wait` node waits: any time, so there is no bound that a person would meet. */
export function readWait(yaml: YamlFields, field: Field): number | undefined {
  const value = yaml.string(field);
  if (value === undefined) return undefined;
  return (
    parseDurationMs(value, MAX_WAIT_MS) ??
    yaml.note(field.value, 'for must be like 30s, 10m, 8h or 7d, and at most 3650d')
  );
}

/** `retry: 3`, or a mapping that says how. */
export function readRetry(yaml: YamlFields, field: Field): RetryPolicy | undefined {
  if (!field.value || !('items' in field.value)) {
    const times = yaml.integer(field, 1, MAX_RETRIES);
    return times === undefined ? undefined : { times, ...RETRY_DEFAULTS };
  }
  const map = yaml.map(field.value, 'retry', field.value);
  if (!map) return undefined;
  yaml.expect(map, { what: 'retry', allowed: Object.keys(PARTS), required: ['times'], at: field.keyNode });
  const read = map.fields.flatMap((part) => {
    const value = PARTS[part.name]?.read(yaml, part);
    return value === undefined ? [] : [[PARTS[part.name]?.as ?? part.name, value] as const];
  });
  return { times: 1, ...RETRY_DEFAULTS, ...(Object.fromEntries(read) as Partial<RetryPolicy>) };
}

const delay = (yaml: YamlFields, field: Field): number | undefined => {
  const value = yaml.string(field);
  if (value === undefined) return undefined;
  if (value === '0s') return 0;
  return parseDurationMs(value) ?? yaml.note(field.value, `${field.name} must be like 10s, 5m or 1h, and at most 24h`);
};

const PARTS: Record<string, { as: keyof RetryPolicy; read: (yaml: YamlFields, field: Field) => unknown }> = {
  times: { as: 'times', read: (yaml, field) => yaml.integer(field, 1, MAX_RETRIES) },
  delay: { as: 'delayMs', read: delay },
  backoff: { as: 'backoff', read: (yaml, field) => yaml.oneOf(field, BACKOFFS) },
  maxDelay: { as: 'maxDelayMs', read: delay },
  jitter: { as: 'jitter', read: (yaml, field) => yaml.boolean(field) },
};
