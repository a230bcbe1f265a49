import { ROLES } from '@throughline/contracts';
import { AUTHOR_RULES, COMMENT_RULES } from '../approvals/approval-rule.rules.js';
import type { ArtifactDefinition } from './definition.js';
import { readChildInputs, readFile } from './child-fields.js';
import { readOnFail } from './failure-fields.js';
import { readConditionField, readRetry, readWait, readWhen } from './flow-fields.js';
import { readMatrix } from './matrix-nodes.js';
import { REPORT_FORMATS, type ReportFormat } from '../evidence/reports/report.rules.js';
import type { NodeKind } from './node-kinds.rules.js';
import { isSecretName, MAX_SECRETS_OF_NODE } from '../pipeline-secrets/secret-name.rules.js';
import { parseDurationMs } from './duration.rules.js';
import { STAGES } from './stages.rules.js';
import type { Field, YamlFields } from './yaml-fields.js';

type Reader = (yaml: YamlFields, field: Field) => unknown;
/** How a field of a node is read. */
export interface FieldRule {
  read: Reader;
  required?: true;
  /** What the definition calls it; the field's own name without it. */
  as?: string;
  /** Its value is fields of the definition, each under its own name. */
  isSeveral?: true;
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
  if (!lines?.every((line) => line !== undefined)) return undefined;
  return { run: lines.join('\n'), ...(lines.length > 1 && { commands: lines }) };
};

const env: Reader = (yaml, field) => {
  const read = yaml.strings(field);
  for (const entry of read?.fields ?? []) {
    if (!ENV_NAME.test(entry.name)) yaml.note(entry.keyNode, `${entry.name} cannot be the name of a variable`);
  }
  return read?.entries;
};

const secrets: Reader = (yaml, field) => {
  const items = yaml.list(field);
  if (items && items.length > MAX_SECRETS_OF_NODE)
    return yaml.note(field.value, `secrets may be ${MAX_SECRETS_OF_NODE} at most`);
  const names = items?.map((item) => {
    const name = yaml.string(item) ?? '';
    if (name !== '' && !isSecretName(name)) yaml.note(item.value, `${name} cannot be the name of a secret`);
    return name;
  });
  return names && [...new Set(names)];
};

const artifacts: Reader = (yaml, field) => yaml.list(field)?.map((item) => artifact(yaml, item));

function artifact(yaml: YamlFields, item: Field): ArtifactDefinition {
  const map = yaml.map(item.value, 'an artifact', item.value ?? item.keyNode);
  if (!map) return { name: '', path: '' };
  const allowed = ['name', 'path', 'report'];
  yaml.expect(map, { what: 'an artifact', allowed, required: ['name', 'path'], at: map.node });
  const field = (name: string): Field | undefined => map.fields.find((one) => one.name === name);
  const [name, path, report] = [field('name'), field('path'), field('report')];
  const format = report && reportFormat(yaml, report);
  return {
    name: name ? String(slug(yaml, name) ?? '') : '',
    path: path ? artifactPath(yaml, path) : '',
    ...(format && { report: format }),
  };
}

function reportFormat(yaml: YamlFields, field: Field): ReportFormat | undefined {
  const value = yaml.string(field);
  const known = REPORT_FORMATS.find((one) => one === value);
  if (known || value === undefined) return known;
  return yaml.note(field.value, `there is no report ${value}; a report is ${REPORT_FORMATS.join(', ')}`);
}

function artifactPath(yaml: YamlFields, field: Field): string {
  const path = yaml.string(field, 500) ?? '';
  const isInside = !path.startsWith('/') && !path.split('/').includes('..');
  return isInside ? path : (yaml.note(field.value, 'path must lie inside the workspace') ?? '');
}

const oneOf =
  (words: readonly string[]): Reader =>
  (yaml, field) =>
    yaml.oneOf(field, words);

/** Words of a list, each read by itself; at most 20. */
const words =
  (read: Reader): Reader =>
  (yaml, field) => {
    const items = yaml.list(field);
    if (items && items.length > 20) return yaml.note(field.value, `${field.name} may be 20 at most`);
    return items?.map((item) => read(yaml, item) ?? '');
  };

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

const network: Reader = oneOf(['open', 'none']);

/** Of every node that a runner does. */
const RUNNER: Record<string, FieldRule> = { runsOn: { read: labels } };

const COMMON: Record<string, FieldRule> = {
  kind: { read: () => undefined, required: true },
  name: { read: text },
  needs: { read: needs },
  stage: { read: oneOf(STAGES) },
  timeout: { read: timeout, as: 'timeoutMs' },
  when: { read: readWhen },
  if: { read: readConditionField },
};

const continueOnError: FieldRule = { read: (yaml, field) => yaml.boolean(field) };
/** Of what can fail by accident. */
const AGAIN: Record<string, FieldRule> = {
  continueOnError,
  retry: { read: readRetry },
  onFail: { read: readOnFail },
  matrix: { read: readMatrix },
};

const OWN: Record<NodeKind, Record<string, FieldRule>> = {
  checkout: { ...AGAIN, ...RUNNER },
  shell: {
    run: { read: run, required: true, isSeveral: true },
    env: { read: env },
    secrets: { read: secrets },
    artifacts: { read: artifacts },
    ...AGAIN,
    image: { read: image },
    network: { read: network },
    keepFiles: { read: (yaml, field) => yaml.boolean(field) },
    ...RUNNER,
  },
  http: {
    url: { read: text, required: true },
    status: { read: (yaml, field) => yaml.integer(field, 100, 599) },
    ...AGAIN,
    ...RUNNER,
  },
  gate: { condition: { read: readConditionField, required: true }, continueOnError },
  wait: { for: { read: readWait, required: true, as: 'forMs' } },
  approval: {
    title: { read: text, required: true },
    votes: { read: (yaml, field) => yaml.integer(field, 1, 20) },
    timeout: { read: expiry, as: 'expiresMs' },
    roles: { read: words(oneOf(ROLES)) },
    groups: { read: words(slug) },
    comment: { read: oneOf(COMMENT_RULES) },
    author: { read: oneOf(AUTHOR_RULES) },
  },
  deploy: {
    service: { read: slug, required: true },
    environment: { read: slug, required: true },
    artifact: { read: slug, required: true },
    continueOnError,
  },
  promote: {
    service: { read: slug, required: true },
    from: { read: slug, required: true },
    to: { read: slug, required: true },
    continueOnError,
  },
  pipeline: {
    file: { read: readFile, required: true },
    inputs: { read: readChildInputs },
    wait: { read: (yaml, field) => yaml.boolean(field) },
    timeout: { read: expiry, as: 'expiresMs' },
    continueOnError,
  },
};

/** The fields that a node of the kind may have. */
export function fieldsOf(kind: NodeKind): Record<string, FieldRule> {
  return { ...COMMON, ...OWN[kind] };
}
