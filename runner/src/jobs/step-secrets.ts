import type { StepSpec } from '../server/protocol.js';

/** What of a step must not be seen in its log: its declared secrets, and the password in its clone address. */
export function secretsOf({ secrets, repository }: Pick<StepSpec, 'secrets' | 'repository'>): string[] {
  const url = URL.parse(repository?.cloneUrl ?? '');
  const inAddress = url?.password ? [url.password, decoded(url.password)] : [];
  return [...Object.values(secrets ?? {}), ...inAddress].filter((value) => value !== '');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // no valid encoding: it stands for itself
  }
}
