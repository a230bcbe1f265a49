import { parse } from 'yaml';
import { textOf } from './checkout.ts';
import type { Resource } from './rendered.ts';

/** What production has to make beforehand: name of the Secret → its keys. */
export function requiredSecrets(): Map<string, string[]> {
  const text = textOf('infra/k8s/overlays/production/required-secrets.yaml');
  return new Map(Object.entries(parse(text) as Record<string, string[]>));
}

/** The Secrets among rendered resources: name → keys. */
export function secretsIn(resources: Resource[]): Map<string, string[]> {
  const secrets = resources.filter(({ kind }) => kind === 'Secret');
  return new Map(secrets.map(({ metadata, data }) => [metadata.name, Object.keys(data ?? {}).sort()]));
}
