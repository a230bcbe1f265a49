import { join } from 'node:path';
import type { PodSpec, Resource } from './rendered.ts';

/** Files that the pod finds in its secret volumes: path → [name of the Secret, key]. */
export function secretFiles(pod: PodSpec): Map<string, [secret: string, key: string]> {
  const mounts = new Map(pod.containers.flatMap((one) => (one.volumeMounts ?? []).map((m) => [m.name, m.mountPath])));
  const files = (pod.volumes ?? []).flatMap(({ name, secret, projected }) => {
    const folder = mounts.get(name);
    if (folder === undefined) return [];
    const projections = projected?.sources.flatMap(({ secret: source }) =>
      (source.items ?? []).map(({ key, path }) => [join(folder, path), [source.name, key]] as const),
    );
    // A whole Secret, or a source without items, has its keys as file names: the caller asks by what it needs.
    const wholes = [
      secret?.secretName,
      ...(projected?.sources ?? []).flatMap((s) => (s.secret.items ? [] : [s.secret.name])),
    ];
    const whole = wholes.flatMap((one) => (one ? wholeSecret(one, folder, pod) : []));
    return [...(projections ?? []), ...whole];
  });
  return new Map(files as [string, [string, string]][]);
}

/** The names that the pod's first container gets, and their values; `undefined` for what only the cluster knows. */
export function environmentOf(pod: PodSpec, resources: Resource[]): Record<string, string | undefined> {
  const [container] = pod.containers;
  const maps = (container?.envFrom ?? []).map(({ configMapRef }) => named(resources, 'ConfigMap', configMapRef.name));
  return {
    ...Object.assign({}, ...maps.map(({ data }) => data)),
    ...Object.fromEntries((container?.env ?? []).map(({ name, value }) => [name, value])),
  } as Record<string, string | undefined>;
}

export function named(resources: Resource[], kind: string, name: string): Resource {
  const found = resources.find((one) => one.kind === kind && one.metadata.name === name);
  if (!found) throw new Error(`no ${kind} ${name}`);
  return found;
}

function wholeSecret(secret: string, folder: string, pod: PodSpec): (readonly [string, readonly [string, string]])[] {
  const wanted = pod.containers.flatMap(({ env = [] }) => env.flatMap(({ value }) => value ?? []));
  const below = wanted.filter((path) => path.startsWith(`${folder}/`) && !path.slice(folder.length + 1).includes('/'));
  return below.map((path) => [path, [secret, path.slice(folder.length + 1)]] as const);
}
