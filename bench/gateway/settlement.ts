import { randomBytes } from 'node:crypto';
import { Api } from '../../tools/demo/api.ts';
import { newestMailTo, tokenIn } from '../../tools/demo/mailbox.ts';
import { type Installation, mailboxKey, publicUrl } from '../../tools/supervisor/processes.ts';
import { signingKeyOf } from './signing-key.ts';

/** An organization with a key and a person's tokens, made through the public API. */
export interface Settlement {
  org: string;
  apiKey: string;
  /** Of a person who belongs to the organization. */
  accessToken: string;
  /** What identity signs tokens with, PEM. */
  signingKey: string;
}

interface Created {
  id: string;
}

/** Signs somebody up and gives them an organization with an ingest key. */
export async function settle(installation: Installation, signal: AbortSignal): Promise<Settlement> {
  const gateway = publicUrl(installation.ports);
  const person = { email: 'bench@example.org', password: randomBytes(12).toString('base64url'), fullName: 'Bench' };
  const api = new Api(gateway, person, signal);
  await api.signUp();
  const mailbox = { gatewayUrl: gateway, mailboxKey: mailboxKey(installation.secrets), signal };
  await api.verify(tokenIn((await newestMailTo(mailbox, person.email)).text));
  const { slug } = await api.post<{ slug: string }>('/api/v1/orgs', { name: 'Bench', slug: 'bench' });
  const base = `/api/v1/orgs/${slug}`;
  const project = await api.post<Created>(`${base}/projects`, { name: 'Bench' });
  const service = await api.postWhenKnown<Created>(`${base}/services`, {
    projectId: project.id,
    name: 'bench',
    run: { command: ['node', 'main.js'], healthPath: '/healthz' },
  });
  const environment = await api.post<Created>(`${base}/environments`, { name: 'bench', class: 'staging', position: 1 });
  const key = await api.postWhenKnown<{ secret: string }>(`${base}/api-keys`, {
    name: 'bench',
    kind: 'ingest',
    serviceId: service.id,
    environmentId: environment.id,
  });
  return {
    org: slug,
    apiKey: key.secret,
    accessToken: await login(gateway, person, signal),
    signingKey: await signingKeyOf(installation.databaseUrl, installation.secrets.key('kek')),
  };
}

async function login(
  gateway: string,
  person: { email: string; password: string },
  signal: AbortSignal,
): Promise<string> {
  const response = await fetch(`${gateway}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: person.email, password: person.password }),
    signal,
  });
  return ((await response.json()) as { accessToken: string }).accessToken;
}
