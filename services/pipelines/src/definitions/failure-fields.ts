import { ROLES } from '@throughline/contracts';
import { parseDurationMs } from './duration.rules.js';
import { ANSWER_COMMENTS, type FailureQuestion } from './failure-question.rules.js';
import type { Field, YamlFields } from './yaml-fields.js';

const MAX_EXPIRY_MS = 90 * 86_400_000;
const MAX_NAMED = 20;
const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const ACTIONS = ['ask'] as const;

/** `onFail: ask`, or a mapping that says whom and for how long. */
export function readOnFail(yaml: YamlFields, field: Field): FailureQuestion | undefined {
  if (!field.value || !('items' in field.value))
    return yaml.oneOf(field, ACTIONS) === undefined ? undefined : { timeoutMs: null };
  const map = yaml.map(field.value, 'onFail', field.value);
  if (!map) return undefined;
  yaml.expect(map, { what: 'onFail', allowed: Object.keys(PARTS), required: ['action'], at: field.keyNode });
  const read = map.fields.flatMap((part) => {
    const value = PARTS[part.name]?.(yaml, part);
    return value === undefined || part.name === 'action' ? [] : [[AS[part.name] ?? part.name, value] as const];
  });
  return { timeoutMs: null, ...(Object.fromEntries(read) as Partial<FailureQuestion>) };
}

const timeout = (yaml: YamlFields, field: Field): number | undefined => {
  const value = yaml.string(field);
  if (value === undefined) return undefined;
  return (
    parseDurationMs(value, MAX_EXPIRY_MS) ??
    yaml.note(field.value, 'timeout must be like 30m, 8h or 7d, and at most 90d')
  );
};

const words =
  (read: (yaml: YamlFields, field: Field) => string | undefined) =>
  (yaml: YamlFields, field: Field): string[] | undefined => {
    const items = yaml.list(field);
    if (items && items.length > MAX_NAMED) return yaml.note(field.value, `${field.name} may be ${MAX_NAMED} at most`);
    return items?.map((item) => read(yaml, item) ?? '');
  };

const group = (yaml: YamlFields, field: Field): string | undefined => {
  const value = yaml.string(field);
  if (value === undefined || SLUG.test(value)) return value;
  return yaml.note(field.value, 'a group is a slug: lower-case letters, digits and inner hyphens');
};

const PARTS: Record<string, (yaml: YamlFields, field: Field) => unknown> = {
  action: (yaml, field) => yaml.oneOf(field, ACTIONS),
  timeout,
  roles: words((yaml, field) => yaml.oneOf(field, ROLES)),
  groups: words(group),
  comment: (yaml, field) => yaml.oneOf(field, ANSWER_COMMENTS),
};
const AS: Record<string, string> = { timeout: 'timeoutMs' };
