import { BUILD_OUTPUTS } from '../supervisor/processes.ts';
import { requiredSecrets, secretsIn } from './declared-secrets.ts';
import { environmentOf, named, secretFiles } from './pod-environment.ts';
import { canRender, render, type PodSpec, type Resource } from './rendered.ts';

const processes = BUILD_OUTPUTS.flatMap((path) => /(\w+)\/dist\/main\.js$/.exec(path)?.[1] ?? []);
const migrated = BUILD_OUTPUTS.flatMap((path) => /(\w+)\/dist\/migrate\.js$/.exec(path)?.[1] ?? []);
const REQUESTS = ['/livez', '/livez', '/readyz'].map((path) => ({ path, port: 'http' }));
const COMMANDS = [1, 2, 3].map(() => ['node', '/app/infra/image/probe.mjs']);
const RESTRICTED = { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } };

describe.each(['base', 'overlays/dev', 'overlays/production'])('infra/k8s/%s', (folder) => {
  const whenRendered = canRender ? it : it.skip;
  const resources = render(folder);
  const of = (kind: string): Resource[] => resources.filter((one) => one.kind === kind);
  const names = (kind: string): string[] => of(kind).map(({ metadata }) => metadata.name);
  const pods = [...of('Deployment'), ...of('Job'), ...of('StatefulSet')].map(({ metadata, spec }) => ({
    name: metadata.name,
    pod: spec.template.spec,
  }));

  whenRendered('has a Deployment for every process, and a Job for every migration and the provisioning', () => {
    expect(names('Deployment').sort()).toEqual([...processes].sort());
    expect(names('Job').sort()).toEqual([...migrated.map((name) => `migrate-${name}`), 'provision'].sort());
  });

  whenRendered('puts everything into one namespace that enforces the restricted standard', () => {
    expect(of('Namespace')).toMatchObject([
      { metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } } },
    ]);
    const elsewhere = resources.filter(
      ({ kind, metadata }) => kind !== 'Namespace' && metadata.namespace !== 'throughline',
    );
    expect(elsewhere).toEqual([]);
  });

  whenRendered('runs every pod restricted, without a token, with requests and a memory limit', () => {
    expect(pods.length).toBeGreaterThan(0);
    for (const { pod } of pods) {
      expect(pod.automountServiceAccountToken).toBe(false);
      expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
      for (const { securityContext, resources: asked } of pod.containers) {
        expect(securityContext).toEqual(RESTRICTED);
        expect(asked?.requests).toMatchObject({ cpu: expect.any(String), memory: expect.any(String) });
        expect(asked?.limits).toHaveProperty('memory');
      }
    }
  });

  whenRendered('probes every Deployment, over HTTP where it listens and by a command where it does not', () => {
    const probes = of('Deployment').map(({ metadata, spec }) => [metadata.name, probesOf(spec.template.spec)]);
    const expected = processes.map((name) => [name, name === 'runner' ? COMMANDS : REQUESTS]);
    expect(Object.fromEntries(probes)).toEqual(Object.fromEntries(expected));
  });

  whenRendered('gives every Deployment time to end and places to be', () => {
    for (const { spec } of of('Deployment')) {
      expect(spec.template.spec.terminationGracePeriodSeconds).toBe(30);
      expect(spec.template.spec.topologySpreadConstraints).toHaveLength(2);
    }
  });

  whenRendered('has a Service for whatever listens, which finds its pods and their port', () => {
    expect(names('Service')).toEqual(expect.arrayContaining(processes.filter((name) => name !== 'runner')));
    const owners = [...of('Deployment'), ...of('StatefulSet')];
    for (const { metadata, spec } of of('Service')) {
      const chosen = owners.filter(({ spec: owner }) =>
        Object.entries(spec.selector).every(([key, value]) => owner.template.metadata.labels[key] === value),
      );
      expect(chosen.map((one) => one.metadata.name)).toEqual([metadata.name]);
      const ports = chosen.flatMap((one) => one.spec.template.spec.containers.flatMap((app) => app.ports ?? []));
      for (const { name, port } of spec.ports ?? []) expect(ports).toContainEqual({ name, containerPort: port });
    }
  });

  whenRendered('selects the pods of its own template with every Deployment', () => {
    for (const { spec } of of('Deployment'))
      expect(spec.template.metadata.labels).toMatchObject(spec.selector.matchLabels ?? {});
  });

  whenRendered('scales and budgets Deployments that exist', () => {
    for (const { spec } of of('HorizontalPodAutoscaler')) {
      expect(spec.scaleTargetRef).toEqual({ apiVersion: 'apps/v1', kind: 'Deployment', name: expect.any(String) });
      expect(named(resources, 'Deployment', spec.scaleTargetRef?.name ?? '').spec).not.toHaveProperty('replicas');
    }
    for (const { metadata, spec } of of('PodDisruptionBudget'))
      expect(spec.selector.matchLabels).toEqual(
        named(resources, 'Deployment', metadata.name).spec.selector.matchLabels,
      );
  });

  whenRendered('uses claims and accounts that exist', () => {
    for (const { pod } of pods) {
      const claims = (pod.volumes ?? []).flatMap(({ persistentVolumeClaim: claim }) => claim?.claimName ?? []);
      expect(names('PersistentVolumeClaim')).toEqual(expect.arrayContaining(claims));
      expect(['default', ...names('ServiceAccount')]).toContain(pod.serviceAccountName ?? 'default');
    }
  });

  whenRendered('uses configuration that exists, and secrets that exist or are declared', () => {
    const declared = of('Secret').length > 0 ? secretsIn(resources) : requiredSecrets();
    for (const { pod } of pods) {
      const files = secretFiles(pod);
      for (const [secret, key] of files.values()) expect(declared.get(secret)).toContain(key);
      const wanted = Object.values(environmentOf(pod, resources)).filter((value) => value?.startsWith('/run/secrets/'));
      expect([...files.keys()]).toEqual(expect.arrayContaining(wanted));
    }
  });

  whenRendered('never names an image without a tag, and one tag for all of ours', () => {
    const images = pods.flatMap(({ pod }) => pod.containers.map(({ image }) => image));
    const ours = images.filter((image) => image.includes('throughline/'));
    expect(new Set(ours.map((image) => /[^/:]+(:.*)?$/.exec(image)?.[1])).size).toBe(1);
    expect(images.filter((image) => image.endsWith(':latest'))).toEqual([]);
    if (folder !== 'base') expect(images.filter((image) => !/:[\w.-]+$/.test(image))).toEqual([]);
  });
});

function probesOf({ containers: [app] }: PodSpec): unknown[] {
  const probes = [app?.startupProbe, app?.livenessProbe, app?.readinessProbe];
  return probes.map((probe) => probe?.httpGet ?? probe?.exec?.command.slice(0, 2));
}
