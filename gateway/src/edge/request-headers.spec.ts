import { headersForUpstream, type Outgoing } from './request-headers.js';

const outgoing: Outgoing = {
  authorization: 'Bearer internal',
  keepsCookies: false,
  hasBody: true,
  requestId: 'r1',
  traceparent: '00-trace-span-01',
  forwarded: { ip: '203.0.113.7', host: 'app.example', proto: 'https' },
};
const OURS = {
  authorization: 'Bearer internal',
  'x-request-id': 'r1',
  traceparent: '00-trace-span-01',
  'x-forwarded-for': '203.0.113.7',
  'x-forwarded-host': 'app.example',
  'x-forwarded-proto': 'https',
};

describe('headersForUpstream', () => {
  it.each([
    ['x-user-id'],
    ['x-user'],
    ['x-org-id'],
    ['x_org_id'],
    ['x_user'],
    ['x-tenant-id'],
    ['x-role'],
    ['x-permissions'],
    ['x-auth-request-user'],
    ['x-impersonate'],
    ['x-internal-token'],
    ['remote-user'],
    ['forwarded'],
    ['x-forwarded-user'],
    ['x_forwarded_for'],
    ['x-real-ip'],
    ['true-client-ip'],
    ['x-original-url'],
    ['x-rewrite-url'],
    ['x-http-method-override'],
    ['x-method-override'],
    ['transfer-encoding'],
    ['upgrade'],
    ['te'],
    ['proxy-authorization'],
    ['expect'],
    ['cookie'],
    ['any_underscore'],
  ])('drops %s', (name) => {
    expect(headersForUpstream({ [name]: 'forged' }, outgoing)).toEqual(OURS);
  });

  it.each([
    'accept',
    'content-type',
    'content-length',
    'content-encoding',
    'idempotency-key',
    'if-match',
    'idempotency-key',
    'last-event-id',
    'origin',
    'sec-fetch-site',
    'user-agent',
    'x-throughline-csrf',
    'x-hub-signature-256',
    'x-github-delivery',
    'x-gitlab-token',
  ])('passes %s', (name) => {
    expect(headersForUpstream({ [name]: 'value' }, outgoing)).toEqual({ ...OURS, [name]: 'value' });
  });

  it('puts its own in place of the caller’s', () => {
    const forged = {
      authorization: 'Bearer key',
      'x-forwarded-for': '10.0.0.1',
      'x-request-id': 'theirs',
      traceparent: 'theirs',
    };
    expect(headersForUpstream(forged, outgoing)).toEqual(OURS);
  });

  it('drops what Connection names, and nothing of its own with it', () => {
    const headers = { connection: 'X-Secret, authorization, x-forwarded-for', 'x-secret': '1', accept: '*/*' };
    expect(headersForUpstream(headers, outgoing)).toEqual({ ...OURS, accept: '*/*' });
  });

  it('sends no Authorization where the route has none', () => {
    const headers = headersForUpstream({ authorization: 'Bearer key' }, { ...outgoing, authorization: null });
    expect(headers).not.toHaveProperty('authorization');
  });

  it('keeps cookies only where the route does', () => {
    expect(headersForUpstream({ cookie: 's=1' }, { ...outgoing, keepsCookies: true })).toMatchObject({ cookie: 's=1' });
  });

  it('announces no body that is not sent', () => {
    const headers = headersForUpstream({ 'content-length': '5' }, { ...outgoing, hasBody: false });
    expect(headers).toEqual(OURS);
  });
});
