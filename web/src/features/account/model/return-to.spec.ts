import { describe, expect, it } from 'vitest';
import { invitationTokenIn, safeReturnTo } from './return-to.js';

describe('safeReturnTo', () => {
  it('keeps an address of ours with its search', () => {
    expect(safeReturnTo('/acme/logs?level=error')).toBe('/acme/logs?level=error');
  });

  it.each([undefined, '', 'https://evil.test', '//evil.test', '/\\evil.test', 'javascript:alert(1)'])(
    'goes home for %s',
    (address) => {
      expect(safeReturnTo(address)).toBe('/');
    },
  );
});

describe('invitationTokenIn', () => {
  it.each([
    ['/invitations/accept?token=abc', 'abc'],
    ['/invitations/accept', undefined],
    ['/acme?token=abc', undefined],
    ['https://evil.test/invitations/accept?token=abc', undefined],
    [undefined, undefined],
  ])('%s', (returnTo, token) => expect(invitationTokenIn(returnTo)).toBe(token));
});
