import { join } from 'node:path';
import type { DemoContext } from './context.ts';
import { GitRepository } from './git-repository.ts';
import type { Cast } from './people.ts';

/** Everything that the story happens on. */
export interface Stage {
  slug: string;
  /** `/api/v1/orgs/<slug>`. */
  base: string;
  /** `<gateway>/<slug>`: the organization's pages in the web app. */
  web: string;
  serviceId: string;
  staging: string;
  production: string;
  repository: GitRepository;
}

interface Created {
  id: string;
}

const EXAMPLE = join(import.meta.dirname, '../../examples/hello-service');

/** Sets the stage through the public API, as anyone could: organization, people, project, repository, service, places. */
export async function setStage(context: DemoContext, cast: Cast): Promise<Stage> {
  const api = cast.ownerApi;
  const { slug } = await api.post<{ slug: string }>('/api/v1/orgs', {
    name: `Acme${cast.suffix}`,
    slug: `acme${cast.suffix}`,
  });
  const base = `/api/v1/orgs/${slug}`;
  const invitation = await api.post<{ token: string }>(`${base}/invitations`, {
    email: cast.colleague.email,
    role: 'operator',
  });
  await cast.colleagueApi.post('/api/v1/invitations/accept', { token: invitation.token });
  const project = await api.post<Created>(`${base}/projects`, { name: 'Storefront' });
  const service = await api.postWhenKnown<Created>(`${base}/services`, {
    projectId: project.id,
    name: 'hello-service',
    run: { command: ['node', 'src/main.js'], healthPath: '/healthz' },
  });
  const stage = {
    slug,
    base,
    web: `${context.gatewayUrl}/${slug}`,
    serviceId: service.id,
    staging: await setPlace(cast, base, { service: service.id, name: 'staging', position: 1 }),
    production: await setPlace(cast, base, { service: service.id, name: 'production', position: 2 }),
    repository: new GitRepository(context.gitDir, `hello-service${cast.suffix}`, {
      name: cast.owner.fullName,
      email: cast.owner.email,
    }),
  };
  await connectRepository(cast, stage, project.id);
  await watchProduction(cast, stage);
  return stage;
}

interface Place {
  service: string;
  name: 'staging' | 'production';
  position: number;
}

async function setPlace(cast: Cast, base: string, { service, name, position }: Place): Promise<string> {
  const api = cast.ownerApi;
  const environment = await api.post<Created>(`${base}/environments`, { name, class: name, position });
  await api.post(`${base}/hosts`, { environmentId: environment.id, name: `${name}-1`, kind: 'local_host' });
  const key = await api.postWhenKnown<{ secret: string }>(`${base}/api-keys`, {
    name: `hello-service logs of ${name}`,
    kind: 'ingest',
    serviceId: service,
    environmentId: environment.id,
  });
  await api.put(`${base}/services/${service}/environments/${environment.id}/config`, {
    variables: { NODE_ENV: 'production' },
    secrets: { THROUGHLINE_INGEST_KEY: key.secret },
  });
  return environment.id;
}

async function connectRepository(cast: Cast, stage: Stage, projectId: string): Promise<void> {
  await stage.repository.create(EXAMPLE);
  const { repository, webhookSecret } = await cast.ownerApi.postWhenKnown<{
    repository: { id: string; webhookUrl: string };
    webhookSecret: string;
  }>(`${stage.base}/repositories`, { projectId, name: 'hello-service', cloneUrl: stage.repository.cloneUrl });
  await cast.ownerApi.post(`${stage.base}/repositories/${repository.id}/branch-rules`, {
    pattern: 'main',
    deployable: true,
  });
  stage.repository.installWebhook(repository.webhookUrl, webhookSecret);
}

function watchProduction(cast: Cast, stage: Stage): Promise<unknown> {
  return cast.ownerApi.postWhenKnown(`${stage.base}/alert-rules`, {
    name: 'Errors in production',
    kind: 'error_count',
    serviceId: stage.serviceId,
    environmentId: stage.production,
    threshold: 5,
    windowSeconds: 30,
    forSeconds: 2,
    severity: 'critical',
  });
}
