/** Stands where a value was. */
export const REDACTED = '[redacted]';

const SECRET_NAME =
  /(?:password|passwd|passphrase|secret|token|authorization|cookie|credential|apikey|privatekey|signingkey|kek)(s?)$/;
const MAX_DEPTH = 12;

/**
 * The value without what its names say is secret: a text or object under `password`, `accessToken`,
 * `Set-Cookie` and the like becomes `[redacted]`, at any depth; under a plural (`secrets: {NAME: value}`) the values of
 * the map. Flags, numbers and lists of names stay. For JSON-like values; class instances are left as they are.
 */
export function redactKeys(value: unknown, depth = 0): unknown {
  if (depth > MAX_DEPTH) return REDACTED;
  if (Array.isArray(value)) return value.map((item) => redactKeys(item, depth + 1));
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, redactMember(name, member, depth + 1)]),
  );
}

/** Whether a member of this name holds a secret. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(plainName(name));
}

function redactMember(name: string, member: unknown, depth: number): unknown {
  const plural = SECRET_NAME.exec(plainName(name))?.[1];
  if (plural === undefined) return redactKeys(member, depth);
  if (typeof member === 'string') return REDACTED;
  if (typeof member !== 'object' || member === null) return member;
  if (plural === '') return REDACTED;
  if (Array.isArray(member)) return redactKeys(member, depth);
  return Object.fromEntries(Object.keys(member).map((key) => [key, REDACTED]));
}

/** Names are long enough for every name that people choose; the rest of a longer one does not matter. */
function plainName(name: string): string {
  return name.slice(-64).toLowerCase().replaceAll(/[-_]/g, '');
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
