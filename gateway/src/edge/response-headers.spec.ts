import { headersForCaller } from './response-headers.js';

describe('headersForCaller', () => {
  it('passes what describes the answer', () => {
    const headers = {
      'content-type': 'application/json',
      etag: '"1"',
      link: '<…>; rel=next',
      'retry-after': '7',
      'idempotency-replayed': 'true',
    };
    expect(headersForCaller(headers, false)).toEqual(headers);
  });

  it('keeps what is between gateway and service between them', () => {
    const headers = {
      server: 'x',
      'x-powered-by': 'x',
      connection: 'keep-alive, x-inner',
      'x-inner': '1',
      'keep-alive': 'timeout=5',
      'transfer-encoding': 'chunked',
      'x-user-id': '7',
      'x-org-id': '7',
      authorization: 'Bearer leaked',
      'x-request-id': 'theirs',
      'set-cookie': ['s=1'],
      'content-security-policy': 'none',
    };
    expect(headersForCaller(headers, false)).toEqual({});
  });

  it('keeps cookies only where the route does', () => {
    expect(headersForCaller({ 'set-cookie': ['s=1'] }, true)).toEqual({ 'set-cookie': ['s=1'] });
  });
});
