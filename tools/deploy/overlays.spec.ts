import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { stringify } from 'yaml';
import { BUILD_OUTPUTS } from '../supervisor/processes.ts';
import { ROOT } from './checkout.ts';
import { readersOf } from './config-slices.ts';
import { requiredSecrets, secretsIn } from './declared-secrets.ts';
import { environmentOf, named, secretFiles } from './pod-environment.ts';
import { canRender, render, type Resource } from './rendered.ts';

const processes = BUILD_OUTPUTS.flatMap((path) => /(\w+)\/dist\/main\.js$/.exec(path)?.[1] ?? []);

describe('the overlays of infra/k8s', () => {
  const whenRendered = canRender ? it : it.skip;
  const production = render('overlays/production');
  const dev = render('overlays/dev');

  whenRendered.each(processes)('give %s a configuration that it accepts', async (name) => {
    const folder = mkdtempSync(join(tmpdir(), 'pod-secrets-'));
    const env = { RUNNER_NAME: 'pod', ...environmentWithFiles(named(dev, 'Deployment', name), folder) };
    const readers = await readersOf(name);
    expect(readers.length).toBeGreaterThan(0);
    for (const read of readers) expect(() => read(env)).not.toThrow();
    rmSync(folder, { recursive: true });
  });

  whenRendered('run at least two of everything in production', () => {
    for (const { metadata, spec } of production.filter(({ kind }) => kind === 'Deployment')) {
      const scaler = production.find(
        (one) => one.kind === 'HorizontalPodAutoscaler' && one.metadata.name === metadata.name,
      );
      expect(scaler?.spec.minReplicas ?? spec.replicas).toBeGreaterThanOrEqual(2);
    }
  });

  whenRendered('budget every Deployment in production, and scale all that serve', () => {
    const of = (kind: string): string[] =>
      production.filter((one) => one.kind === kind).map((one) => one.metadata.name);
    expect(of('PodDisruptionBudget').sort()).toEqual([...processes].sort());
    expect(of('HorizontalPodAutoscaler').sort()).toEqual(processes.filter((name) => name !== 'runner').sort());
  });

  whenRendered('run one of everything in development, with the stores inside', () => {
    const deployments = dev.filter(({ kind }) => kind === 'Deployment');
    expect(deployments.map(({ spec }) => spec.replicas)).toEqual(processes.map(() => 1));
    expect(dev.filter(({ kind }) => /Scaler|Autoscaler|Budget/.test(kind))).toEqual([]);
    expect(dev.filter(({ kind }) => kind === 'StatefulSet').map((one) => one.metadata.name)).toEqual([
      'postgres',
      'redis',
    ]);
  });

  whenRendered('bring no secret and no store to production', () => {
    expect(production.filter(({ kind }) => kind === 'Secret' || kind === 'StatefulSet')).toEqual([]);
  });

  whenRendered('lead into the gateway', () => {
    const [route] = production.filter(({ kind }) => kind === 'HTTPRoute');
    const backends = route?.spec.rules?.flatMap(({ backendRefs = [] }) => backendRefs);
    expect(backends).toEqual([{ name: 'gateway', port: 8080 }]);
  });

  whenRendered('can keep artifacts in a bucket: its keys from a Secret, and no volume', () => {
    const folder = mkdtempSync(join(tmpdir(), 'bucket-overlay-'));
    const at = (path: string): string => relative(folder, join(ROOT, 'infra/k8s', path));
    const overlay = { resources: [at('overlays/production')], components: [at('components/artifact-bucket')] };
    writeFileSync(join(folder, 'kustomization.yaml'), stringify(overlay));
    const rendered = render(relative(join(ROOT, 'infra/k8s'), folder));
    rmSync(folder, { recursive: true });
    expect(rendered.filter(({ kind }) => kind === 'PersistentVolumeClaim')).toEqual([]);
    for (const name of ['pipelines', 'deployments']) {
      const pod = named(rendered, 'Deployment', name).spec.template.spec;
      expect((pod.volumes ?? []).map((volume) => volume.name)).not.toContain('blobs');
      const wanted = Object.entries(environmentOf(pod, rendered)).filter(([key]) => key.startsWith('BLOB_S3_'));
      const files = secretFiles(pod);
      expect(wanted.map(([key, path]) => [key, files.get(path ?? '')])).toEqual(
        ['BLOB_S3_ACCESS_KEY_ID', 'BLOB_S3_SECRET_ACCESS_KEY'].map((key) => [`${key}_FILE`, ['artifact-bucket', key]]),
      );
    }
  });

  whenRendered('ask production for the secrets that development makes, and for no store', () => {
    // A generated Secret is named by its content, too.
    const made = [...secretsIn(dev)].map(([name, keys]) => [name.replace(/-[a-z0-9]{10}$/, ''), keys] as const);
    const ours = made.filter(([name]) => !['postgres', 'redis'].includes(name));
    expect(Object.fromEntries(requiredSecrets())).toEqual(Object.fromEntries(ours));
  });

  /** What the process of a pod reads, with its secrets written to a folder of this machine. */
  function environmentWithFiles({ spec }: Resource, folder: string): Record<string, string> {
    const files = secretFiles(spec.template.spec);
    const entries = Object.entries(environmentOf(spec.template.spec, dev)).map(([key, value]) => {
      const [secret, item] = files.get(value ?? '') ?? [];
      if (secret === undefined || item === undefined) return [key, value];
      writeFileSync(join(folder, key), Buffer.from(named(dev, 'Secret', secret).data?.[item] ?? '', 'base64'));
      return [key, join(folder, key)];
    });
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as Record<string, string>;
  }
});
