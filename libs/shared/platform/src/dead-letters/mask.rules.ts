const SECRET_KEY = /passw|secret|token|credential|authorization|cookie|api_?key|private_?key|passphrase/i;
export const MASK = '••••••';

/** The value with everything under a key that names a secret replaced, at every depth. */
export function maskSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(maskSecrets);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, child]) => [key, isSecret(key, child) ? MASK : maskSecrets(child)]);
  return Object.fromEntries(entries);
}

/** Ids and counts of secrets are none; what is not there needs no mask. */
function isSecret(key: string, value: unknown): boolean {
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return false;
  return SECRET_KEY.test(key) && !/(id|ids|name|names|prefix)$/i.test(key);
}
