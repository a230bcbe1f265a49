import { isSecretName, Masker } from '@throughline/kernel';

const values = new Set<string>();
let masker = new Masker([]);
let isStale = false;

/** From now on the value is masked in every log line of this process, in each of its forms. */
export function registerSecret(value: string | undefined): void {
  if (value === undefined || value === '' || values.has(value)) return;
  values.add(value);
  isStale = true;
}

/** Registers what a setting holds when its name or its form says that it is secret: `KEK`, the password in a URL. */
export function registerSetting(name: string, value: string): void {
  if (isSecretName(name)) registerSecret(value);
  const password = URL.parse(value)?.password;
  if (!password) return;
  registerSecret(password);
  registerSecret(decoded(password));
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined; // no valid encoding: it stands for itself
  }
}

/** The text without the secrets of this process. */
export function maskSecrets(text: string): string {
  if (isStale) {
    masker = new Masker(values);
    isStale = false;
  }
  return masker.maskText(text);
}

/** The error itself, its message and stack without the secrets of this process: for those who keep what was thrown. */
export function maskError(error: unknown): unknown {
  if (!(error instanceof Error)) return typeof error === 'string' ? maskSecrets(error) : error;
  error.message = maskSecrets(error.message);
  if (error.stack !== undefined) error.stack = maskSecrets(error.stack);
  return error;
}
