import { REDACTED, redactKeys } from '@throughline/kernel';

const SECRET_KEY = /passw|secret|token|credential|authorization|cookie|api_?key|private_?key|passphrase/i;

/**
 * A payload as people may see it: what is under a key that names a secret is replaced at every depth, by the rule of this
 * page and by that of the logs; every other text is put through `maskText`, which knows secrets by their value.
 */
export function shownPayload(value: unknown, maskText: (text: string) => string): unknown {
  return withoutValues(redactKeys(withoutKeys(value)), maskText);
}

function withoutKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutKeys);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, child]) => [
    key,
    isSecret(key, child) ? REDACTED : withoutKeys(child),
  ]);
  return Object.fromEntries(entries);
}

function withoutValues(value: unknown, maskText: (text: string) => string): unknown {
  if (typeof value === 'string') return maskText(value);
  if (Array.isArray(value)) return value.map((item) => withoutValues(item, maskText));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, child]) => [key, withoutValues(child, maskText)]);
  return Object.fromEntries(entries);
}

/** Ids and counts of secrets are none; what is not there needs no mask. */
function isSecret(key: string, value: unknown): boolean {
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return false;
  return SECRET_KEY.test(key) && !/(id|ids|name|names|prefix)$/i.test(key);
}
