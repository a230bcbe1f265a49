import { isCanonicalPath } from './canonical-path.js';

describe('isCanonicalPath', () => {
  it.each([
    '/',
    '/api/v1/me',
    '/api/v1/orgs/acme/executions/0199a8c2-5b1e-7c3a-9a54-2f0d7e6b1c11',
    '/acme/line/sha256:0f',
    '/acme/runs/build%20and%20test',
    '/acme/%C3%BCber',
    '/acme/a%40b',
  ])('takes %s', (path) => {
    expect(isCanonicalPath(path)).toBe(true);
  });

  it.each([
    ['an empty text', ''],
    ['another origin', 'http://evil.example/api/v1/me'],
    ['no slash in front', 'api/v1/me'],
    ['a double slash', '/api//v1/me'],
    ['a double slash in front', '//api/v1/me'],
    ['a trailing slash', '/api/v1/me/'],
    ['a dot segment', '/api/v1/./me'],
    ['a step up', '/api/v1/orgs/../me'],
    ['an escaped dot', '/api/v1/%2E%2E/me'],
    ['an escaped dot in lower case', '/api/v1/%2e%2e/me'],
    ['an escaped slash', '/api/v1%2Fme'],
    ['an escaped slash in lower case', '/api/v1%2fme'],
    ['an escaped backslash', '/api/v1%5Cme'],
    ['a backslash', '/api\\v1/me'],
    ['a parameter', '/api/v1/me;x=1'],
    ['an escaped parameter', '/api/v1/me%3Bx'],
    ['an escape of an escape', '/api/v1/%252e'],
    ['a letter that needs no escape', '/%61pi/v1/me'],
    ['lower-case hex', '/acme/%c3%bc'],
    ['broken UTF-8', '/acme/%C3'],
    ['half an escape', '/acme/%C'],
    ['no hex', '/acme/%ZZ'],
    ['NUL', '/api/v1/me%00'],
    ['a line break', '/api/v1/me%0A'],
    ['delete', '/api/v1/me%7F'],
    ['an escaped query', '/api/v1/me%3Fx=1'],
    ['a fragment', '/api/v1/me#x'],
    ['raw non-ASCII', '/acme/ü'],
    ['a space', '/acme/a b'],
  ])('refuses %s', (_what, path) => {
    expect(isCanonicalPath(path)).toBe(false);
  });
});
