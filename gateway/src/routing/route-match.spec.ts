import { isReserved, matchRoute } from './route-match.js';

const ORG = '/api/v1/orgs/acme';

describe('matchRoute', () => {
  it.each([
    ['/api/v1/auth/login', 'identity', 'public'],
    ['/api/v1/auth/refresh', 'identity', 'public'],
    ['/api/v1/me', 'identity', 'user'],
    ['/api/v1/orgs', 'identity', 'user'],
    ['/api/v1/invitations/accept', 'identity', 'user'],
    ['/api/v1/plans', 'billing', 'user'],
    [ORG, 'identity', 'org'],
    [`${ORG}/members/7`, 'identity', 'org'],
    [`${ORG}/repositories/7/branch-rules/8`, 'pipelines', 'org'],
    [`${ORG}/executions`, 'pipelines', 'org'],
    [`${ORG}/services/1/environments/2/config`, 'deployments', 'org'],
    [`${ORG}/board`, 'deployments', 'org'],
    [`${ORG}/logs/histogram`, 'observability', 'org'],
    [`${ORG}/line/execution/7`, 'observability', 'org'],
    [`${ORG}/entitlements`, 'billing', 'org'],
    [`${ORG}/live`, 'live', 'org'],
    ['/hooks/github/7', 'pipelines', 'webhook'],
    ['/ingest/v1/logs', 'observability', 'ingest'],
    ['/runner/v1/jobs/acquire', 'pipelines', 'runner'],
  ])('sends %s to %s as %s', (path, upstream, auth) => {
    expect(matchRoute(path)?.route).toMatchObject({ upstream, auth });
  });

  it('knows the organization as it was written', () => {
    expect(matchRoute(`${ORG}/members`)?.org).toBe('acme');
    expect(matchRoute('/api/v1/me')?.org).toBeNull();
  });

  it.each([
    '/',
    '/api/v1',
    '/api/v1/plans/free',
    '/api/v1/orgs/acme/live/pipelines',
    '/api/v1/orgs/acme/unheard-of',
    '/api/v1/orgs/acme/Members',
    '/API/v1/me',
    '/internal/exchange',
    '/internal/jwks',
    '/ingest/v1/logs/more',
    '/runnerx/v1',
    '/metrics',
  ])('knows nothing at %s', (path) => {
    expect(matchRoute(path)).toBeUndefined();
  });

  it('limits silence everywhere but on streams, and lets artifacts be large', () => {
    expect(matchRoute(`${ORG}/logs/tail`)?.route.endless).toBe(true);
    expect(matchRoute(`${ORG}/executions/1/nodes/test/log/stream`)?.route.endless).toBe(true);
    expect(matchRoute(`${ORG}/executions/1/nodes/test/log`)?.route.endless).toBe(false);
    expect(matchRoute('/runner/v1/jobs/1/artifacts')?.route.maxBodyBytes).toBe(512 * 1024 * 1024);
    expect(matchRoute('/runner/v1/jobs/1/complete')?.route.maxBodyBytes).toBe(1024 * 1024);
  });
});

describe('isReserved', () => {
  it.each(['/api/x', '/API/v1/me', '/Internal/exchange', '/metrics', '/hooks'])('keeps %s from the web app', (path) => {
    expect(isReserved(path)).toBe(true);
  });

  it.each(['/', '/acme/api', '/assets/index.js', '/apiary'])('leaves %s to it', (path) => {
    expect(isReserved(path)).toBe(false);
  });
});
