import { canRender, render, selects, type Peer, type Resource, type Rule } from './rendered.ts';

const SERVICES = ['identity', 'pipelines', 'deployments', 'observability', 'billing'];
const MIGRATIONS = SERVICES.map((name) => `migrate-${name}`);

describe.each(['overlays/dev', 'overlays/production'])('the network policies of %s', (folder) => {
  const whenRendered = canRender ? it : it.skip;
  const resources = render(folder);
  const policies = resources.filter(({ kind }) => kind === 'NetworkPolicy');
  const pods = new Map(
    resources
      .filter(({ kind }) => ['Deployment', 'Job', 'StatefulSet'].includes(kind))
      .map(({ metadata, spec }) => [metadata.name, spec.template.metadata.labels]),
  );
  const labelsOf = (name: string): Record<string, string> => pods.get(name) ?? {};

  /** Whether the policies let `from` open a connection to a port of `to`: out of the one and into the other. */
  const allows = (from: string, to: string, port: number): boolean =>
    rulesFor(policies, labelsOf(from), 'egress').some((rule) => meets(rule, labelsOf(to), port)) &&
    rulesFor(policies, labelsOf(to), 'ingress').some((rule) => meets(rule, labelsOf(from), port));

  const reaching = (to: string, port: number): string[] =>
    [...pods.keys()].filter((from) => from !== to && allows(from, to, port)).sort();

  whenRendered('deny by default, both ways, for every pod', () => {
    const [denial] = policies.filter(({ metadata }) => metadata.name === 'default-deny');
    expect(denial?.spec).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
  });

  whenRendered.each(SERVICES.filter((name) => name !== 'identity'))('let only the gateway reach %s', (name) => {
    expect(reaching(name, 8080)).toEqual(['gateway']);
  });

  whenRendered('let the other services fetch the keys of identity', () => {
    expect(reaching('identity', 8080)).toEqual(['billing', 'deployments', 'gateway', 'observability', 'pipelines']);
  });

  whenRendered('let runners, and the apps that deployments runs, reach the gateway', () => {
    expect(reaching('gateway', 8080)).toEqual(['deployments', 'runner']);
  });

  whenRendered('let nothing reach a runner, and no other port anything', () => {
    expect(reaching('runner', 8080)).toEqual([]);
    for (const name of pods.keys()) expect(reaching(name, 22)).toEqual([]);
  });

  if (folder === 'overlays/dev') {
    whenRendered('let services and jobs reach PostgreSQL, services and gateway Redis', () => {
      expect(reaching('postgres', 5432)).toEqual([...SERVICES, ...MIGRATIONS, 'provision'].sort());
      expect(reaching('redis', 6379)).toEqual([...SERVICES, 'gateway'].sort());
    });
  } else {
    whenRendered('keep runners off the internet until somebody opts in', () => {
      expect(addresses(policies, labelsOf('runner'))).toEqual([]);
    });

    whenRendered('let services and jobs reach the stores outside', () => {
      for (const name of [...SERVICES, ...MIGRATIONS, 'provision'])
        expect(addresses(policies, labelsOf(name))).toContain('10.20.0.0/24:5432');
      for (const name of [...SERVICES, 'gateway'])
        expect(addresses(policies, labelsOf(name))).toContain('10.20.0.0/24:6379');
    });
  }

  whenRendered('let nobody reach the addresses of the cloud it runs in', () => {
    const open = policies
      .flatMap(({ spec }) => spec.egress ?? [])
      .flatMap(({ to = [] }) => to)
      .flatMap(({ ipBlock }) => ipBlock ?? []);
    const everywhere = open.filter(({ cidr }) => cidr === '0.0.0.0/0');
    expect(everywhere.length).toBeGreaterThan(0);
    for (const { except = [] } of everywhere)
      expect(except).toEqual(expect.arrayContaining(['169.254.0.0/16', '10.0.0.0/8']));
  });
});

function rulesFor(policies: Resource[], labels: Record<string, string>, way: 'ingress' | 'egress'): Rule[] {
  const chosen = policies.filter(({ spec }) => selects(spec.podSelector ?? {}, labels));
  return chosen.flatMap(({ spec }) => spec[way] ?? []);
}

/** Whether a rule is about pods with these labels in our own namespace, and about this port. */
function meets({ from, to, ports = [] }: Rule, labels: Record<string, string>, port: number): boolean {
  const isIt = ({ namespaceSelector, podSelector }: Peer): boolean =>
    !namespaceSelector && !!podSelector && selects(podSelector, labels);
  return (from ?? to ?? []).some(isIt) && ports.some((one) => one.port === port);
}

/** Address ranges outside the cluster that pods with these labels may reach, as `cidr:port`. */
function addresses(policies: Resource[], labels: Record<string, string>): string[] {
  return rulesFor(policies, labels, 'egress').flatMap(({ to = [], ports = [] }) =>
    to.flatMap(({ ipBlock }) => (ipBlock ? ports.map(({ port }) => `${ipBlock.cidr}:${port}`) : [])),
  );
}
