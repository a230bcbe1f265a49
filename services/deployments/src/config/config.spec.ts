import { appEnvironment } from './app-environment.js';
import { diffConfig, EMPTY_CONFIG } from './config-diff.js';
import { entriesProblem, MAX_VALUE_LENGTH, nameProblem } from './config-entries.js';

describe('appEnvironment', () => {
  const base = { path: '/bin', home: '/home', variables: {}, secrets: {}, port: 4711, deploymentId: 'd1' };
  it('holds nothing that was not meant for the app', () =>
    expect(appEnvironment(base)).toEqual({ PATH: '/bin', HOME: '/home', PORT: '4711', DEPLOYMENT_ID: 'd1' }));
  it('lets the declared win over PATH and HOME', () =>
    expect(appEnvironment({ ...base, variables: { HOME: '/srv' }, secrets: { PATH: '/opt' } })).toMatchObject({
      HOME: '/srv',
      PATH: '/opt',
    }));
  it('lets nothing win over what the product promises', () =>
    expect(appEnvironment({ ...base, variables: { PORT: '1' }, secrets: { DEPLOYMENT_ID: 'x' } })).toMatchObject({
      PORT: '4711',
      DEPLOYMENT_ID: 'd1',
    }));
});

describe('config entries', () => {
  it.each(['A', '_x', 'GREETING_2', 'lower'])('takes the name %p', (name) => expect(nameProblem(name)).toBeUndefined());
  it.each(['', '1A', 'A-B', 'A B', 'ä', 'A=B', 'PORT', 'DEPLOYMENT_ID', 'x'.repeat(129), 7, null])(
    'refuses the name %p',
    (name) => expect(nameProblem(name)).toEqual(expect.any(String)),
  );
  it.each([
    [[]],
    ['text'],
    [null],
    [{ A: 1 }],
    [{ A: null }],
    [{ A: { B: 'c' } }],
    [{ A: 'a\0b' }],
    [{ A: 'x'.repeat(MAX_VALUE_LENGTH + 1) }],
  ])('refuses the entries %p', (entries) => expect(entriesProblem(entries)).toEqual(expect.any(String)));
  it('refuses more than 200', () => {
    const entries = Object.fromEntries(Array.from({ length: 201 }, (_, index) => [`N${index}`, '']));
    expect(entriesProblem(entries)).toContain('at most 200');
  });
});

describe('diffConfig', () => {
  const before = { variables: { KEPT: 'a', CHANGED: 'a', GONE: 'a', MOVED: 'x' }, secrets: { TOKEN: 's1', KEY: 's2' } };
  const after = { variables: { KEPT: 'a', CHANGED: 'b', NEW: '' }, secrets: { TOKEN: 's3', KEY: 's2', MOVED: 'x' } };
  it('names what was added, changed and removed', () =>
    expect(diffConfig(before, after)).toEqual([
      { name: 'CHANGED', change: 'changed' },
      { name: 'GONE', change: 'removed' },
      { name: 'MOVED', change: 'changed' },
      { name: 'NEW', change: 'added' },
      { name: 'TOKEN', change: 'changed' },
    ]));
  it('finds nothing between the same', () => expect(diffConfig(before, before)).toEqual([]));
  it('finds everything against nothing', () => expect(diffConfig(EMPTY_CONFIG, before)).toHaveLength(6));
});
