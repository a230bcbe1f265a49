import { principalOf } from '../auth/principal.js';
import { canonicalJson } from './canonical-json.js';
import { isKeyText } from './key-text.js';
import { keyedRequest, type RequestFacts } from './keyed-request.js';

const ORG = '0199a8c2-5b1e-7c3a-9a54-2f0d7e6b1c11';
const person = (sub: string, org_id: string | null) =>
  principalOf({ sub, kind: 'user', name: 'Ada', org_id, permissions: [], environment_grants: {} } as never);

const facts = (over: Partial<RequestFacts> = {}): RequestFacts => ({
  method: 'POST',
  url: `/api/v1/orgs/${ORG}/notes/7`,
  route: '/api/v1/orgs/:org/notes/:note',
  body: { a: 1, b: [true, null, 'x'] },
  principal: person('ada', ORG),
  address: '192.0.2.1',
  cookie: '',
  ...over,
});

describe('canonicalJson', () => {
  it.each([
    [undefined, ''],
    [null, 'null'],
    [{ b: 1, a: { d: [], c: 'ä' } }, '{"a":{"c":"ä","d":[]},"b":1}'],
    [[{ b: 1, a: 2 }, 1e21], '[{"a":2,"b":1},1e+21]'],
    [{ '': 0, __a: '"' }, '{"":0,"__a":"\\""}'],
  ])('writes %j', (value, text) => expect(canonicalJson(value)).toBe(text));
});

describe('isKeyText', () => {
  it.each(['a', '!', '~', 'x'.repeat(255), 'b1c0-"quoted"'])('takes %p', (text) => expect(isKeyText(text)).toBe(true));
  it.each(['', ' ', 'a b', 'a\n', 'ä', '\u007f', 'x'.repeat(256)])('refuses %p', (text) =>
    expect(isKeyText(text)).toBe(false),
  );
});

describe('keyedRequest', () => {
  it('counts in the organization, else with the person, else at the address', () => {
    expect(keyedRequest('k', facts())).toMatchObject({ scope: `org:${ORG}`, orgId: ORG });
    expect(keyedRequest('k', facts({ principal: person('ada', null) }))).toMatchObject({
      scope: 'user:ada',
      orgId: null,
    });
    expect(keyedRequest('k', facts({ principal: undefined }))).toMatchObject({ scope: 'address:192.0.2.1' });
  });

  it('is the same request whatever the order of the fields', () => {
    const other = facts({ body: { b: [true, null, 'x'], a: 1 } });
    expect(keyedRequest('k', other)).toEqual(keyedRequest('k', facts()));
  });

  it.each([
    ['body', { body: { a: 2 } }],
    ['thing', { url: `/api/v1/orgs/${ORG}/notes/8` }],
    ['query', { url: `/api/v1/orgs/${ORG}/notes/7?force=1` }],
    ['person', { principal: person('bob', ORG) }],
  ])('is another request with another %s', (_what, over) => {
    expect(keyedRequest('k', facts(over)).fingerprint).not.toBe(keyedRequest('k', facts()).fingerprint);
  });

  it('is another request with another cookie, where that proves the caller', () => {
    const [one, other] = ['a=1', 'a=2'].map((cookie) => keyedRequest('k', facts({ principal: undefined, cookie })));
    expect(one?.fingerprint).not.toBe(other?.fingerprint);
  });
});
