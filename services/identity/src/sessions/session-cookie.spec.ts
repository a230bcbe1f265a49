import { cookieRules, readCookie, writeCookie } from './session-cookie.js';

describe('the refresh cookie', () => {
  it.each([
    [
      'https://throughline.example',
      '__Host-throughline_refresh=t; HttpOnly; SameSite=Strict; Path=/; Max-Age=60; Secure',
    ],
    ['http://localhost:4400', '__Host-throughline_refresh=t; HttpOnly; SameSite=Strict; Path=/; Max-Age=60; Secure'],
    ['http://10.0.0.7:4400', 'throughline_refresh=t; HttpOnly; SameSite=Strict; Path=/; Max-Age=60'],
  ])('at %s', (url, cookie) => expect(writeCookie(cookieRules(url), 't', 60)).toBe(cookie));

  it.each([
    ['throughline_refresh=abc', 'abc'],
    ['a=1; throughline_refresh=abc; b=2', 'abc'],
    ['throughline_refresh=', undefined],
    ['xthroughline_refresh=abc', undefined],
    ['throughline_refresh=abc; throughline_refresh=def', undefined],
    [undefined, undefined],
  ])('read from %p', (header, value) => expect(readCookie('throughline_refresh', header)).toBe(value));
});
