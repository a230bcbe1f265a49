import { MAX_CONDITION_LENGTH, readCondition } from './condition.rules.js';
import type { ArtifactDefinition } from './definition.js';
import type { NodeKind } from './node-kinds.rules.js';
import { parseDurationMs } from './duration.rules.js';
import type { Field, YamlFields } from './yaml-fields.js';

type Reader = (yaml: YamlFields, field: Field) => unknown;
interface FieldRule {
  read: Reader;
  required?: true;
}

const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const ENV_NAME = /^[A-Za-z_][A-Za-z0-9_]{0,127}$/;

const text: Reader = (yaml, field) => yaml.string(field);

const slug: Reader = (yaml, field) => {
  const value = yaml.string(field);
  if (value === undefined || SLUG.test(value)) return value;
  return yaml.note(field.value, `${field.name} must be a slug: lower-case letters, digits and inner hyphens`);
};

const needs: Reader = (yaml, field) => yaml.list(field)?.map((item) => yaml.string(item) ?? '');

const timeout: Reader = (yaml, field) => {
  const value = yaml.string(field);
  if (value === undefined) return undefined;
  return parseDurationMs(value) ?? yaml.note(field.value, 'timeout must be like 30s, 2m or 1h, and at most 24h');
};

const condition: Reader = (yaml, field) => {
  const value = yaml.string(field, MAX_CONDITION_LENGTH);
  const read = value === undefined ? undefined : readCondition(value);
  return read && 'problem' in read ? yaml.note(field.value, read.problem) : value;
};

const MAX_EXPIRY_MS = 90 * 86_400_000;

/** People take longer than machines, and as long as they like where nothing is said. */
const expiry: Reader = (yaml, field) => {
  const value = yaml.string(field);
  if (value === undefined) return undefined;
  return (
    parseDurationMs(value, MAX_EXPIRY_MS) ??
    yaml.note(field.value, 'timeout must be like 30m, 8h or 7d, and at most 90d')
  );
};

/** One command, a block of them, or a list; a list becomes one script that stops at the first failure. */
const run: Reader = (yaml, field) => {
  const isList = field.value !== null && 'items' in field.value;
  const lines = isList
    ? yaml.list(field)?.map((item) => yaml.string(item, 65_536) ?? '')
    : [yaml.string(field, 65_536)];
  if (lines?.length === 0) return yaml.note(field.value, 'run must hold a command');
  return lines?.every((line) => line !== undefined) ? lines.join('\n') : undefined;
};

const env: Reader = (yaml, field) => {
  const read = yaml.strings(field);
  for (const entry of read?.fields ?? []) {
    if (!ENV_NAME.test(entry.name)) yaml.note(entry.keyNode, `${entry.name} cannot be the name of a variable`);
  }
  return read?.entries;
};

const artifacts: Reader = (yaml, field) => yaml.list(field)?.map((item) => artifact(yaml, item));

function artifact(yaml: YamlFields, item: Field): ArtifactDefinition {
  const map = yaml.map(item.value, 'an artifact', item.value ?? item.keyNode);
  if (!map) return { name: '', path: '' };
  yaml.expect(map, { what: 'an artifact', allowed: ['name', 'path'], required: ['name', 'path'], at: map.node });
  const field = (name: string): Field | undefined => map.fields.find((one) => one.name === name);
  const [name, path] = [field('name'), field('path')];
  return { name: name ? String(slug(yaml, name) ?? '') : '', path: path ? artifactPath(yaml, path) : '' };
}

function artifactPath(yaml: YamlFields, field: Field): string {
  const path = yaml.string(field, 500) ?? '';
  const isInside = !path.startsWith('/') && !path.split('/').includes('..');
  return isInside ? path : (yaml.note(field.value, 'path must lie inside the workspace') ?? '');
}

const MAX_LABELS = 10;
const LABEL = /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/;
const IMAGE = /^[A-Za-z0-9][A-Za-z0-9._/:@-]{0,254}$/;

const labels: Reader = (yaml, field) => {
  const items = yaml.list(field);
  if (items && items.length > MAX_LABELS) return yaml.note(field.value, `runsOn may have ${MAX_LABELS} labels`);
  const read = items?.map((item) => {
    const label = yaml.string(item) ?? '';
    if (label !== '' && !LABEL.test(label))
      yaml.note(item.value, 'a label is letters, digits, dots, hyphens and underscores');
    return label;
  });
  return read && [...new Set(read)].toSorted();
};

const image: Reader = (yaml, field) => {
  const value = yaml.string(field);
  if (value === undefined || IMAGE.test(value)) return value;
  return yaml.note(
    field.value,
    'image must name a container image, like node:24 or registry.example.org/build@sha256:…',
  );
};

const network: Reader = (yaml, field) => {
  const value = yaml.string(field);
  if (value === undefined || value === 'open' || value === 'none') return value;
  return yaml.note(field.value, 'network must be open or none');
};

/** Of every node that a runner does. */
const RUNNER: Record<string, FieldRule> = { runsOn: { read: labels } };

const COMMON: Record<string, FieldRule> = {
  kind: { read: () => undefined, required: true },
  name: { read: text },
  needs: { read: needs },
  timeout: { read: timeout },
};

const OWN: Record<NodeKind, Record<string, FieldRule>> = {
  checkout: { ...RUNNER },
  shell: {
    run: { read: run, required: true },
    env: { read: env },
    artifacts: { read: artifacts },
    image: { read: image },
    network: { read: network },
    ...RUNNER,
  },
  http: {
    url: { read: text, required: true },
    status: { read: (yaml, field) => yaml.integer(field, 100, 599) },
    ...RUNNER,
  },
  gate: { condition: { read: condition, required: true } },
  approval: {
    title: { read: text, required: true },
    votes: { read: (yaml, field) => yaml.integer(field, 1, 20) },
    timeout: { read: expiry },
  },
  deploy: {
    service: { read: slug, required: true },
    environment: { read: slug, required: true },
    artifact: { read: slug, required: true },
  },
  promote: {
    service: { read: slug, required: true },
    from: { read: slug, required: true },
    to: { read: slug, required: true },
  },
};

/** The fields that a node of the kind may have. */
export function fieldsOf(kind: NodeKind): Record<string, FieldRule> {
  return { ...COMMON, ...OWN[kind] };
}
