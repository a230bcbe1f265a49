import { stringify } from 'yaml';

/** A value as the YAML that people write for it; nothing for none. */
export const fieldYaml = (value: unknown): string =>
  value === undefined ? '' : stringify(value, { lineWidth: 0 }).trimEnd();
