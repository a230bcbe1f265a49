import type { ApiDocument, Source } from './document.ts';
import { mergeDocuments } from './merge-documents.ts';

const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });

function source(name: string, paths: Record<string, string>, schemas: Record<string, unknown>): Source {
  const entries = Object.entries(paths).map(([path, operationId]) => {
    const shown = Object.keys(schemas).map(ref);
    return [path, { get: { operationId, tags: [name], responses: { '200': { oneOf: shown } } } }];
  });
  const document = {
    openapi: '3.1.0',
    info: { title: name, version: '1' },
    paths: Object.fromEntries(entries) as ApiDocument['paths'],
    components: { schemas },
  };
  return { name, document };
}

const THING = { type: 'object', properties: { id: { type: 'string' }, title: { type: 'string' } }, required: ['id'] };

describe('mergeDocuments', () => {
  it('joins paths and components in a stable order, whatever the order of its sources', () => {
    const sources = [source('b', { '/b': 'listB' }, { Thing: THING }), source('a', { '/a': 'listA' }, { Alpha: {} })];
    const merged = mergeDocuments(sources, 'All');
    expect(Object.keys(merged.paths)).toEqual(['/a', '/b']);
    expect(Object.keys(merged.components.schemas)).toEqual(['Alpha', 'Thing']);
    expect(JSON.stringify(mergeDocuments(sources.toReversed(), 'All'))).toBe(JSON.stringify(merged));
  });

  it.each([
    ['other words', { ...THING, description: 'A thing' }],
    [
      'another order',
      { required: ['id'], properties: { title: { type: 'string' }, id: { type: 'string' } }, type: 'object' },
    ],
  ])('takes one component twice with %s', (_what, same) => {
    const sources = [source('a', { '/a': 'listA' }, { Thing: THING }), source('b', { '/b': 'listB' }, { Thing: same })];
    expect(mergeDocuments(sources, 'All').components.schemas).toHaveProperty('Thing');
  });

  it('takes a reference that is wrapped for the sake of its words', () => {
    const plain = { properties: { kind: ref('Kind') } };
    const wrapped = { properties: { kind: { allOf: [ref('Kind')], description: 'Which' } } };
    const sources = [
      source('a', { '/a': 'listA' }, { Thing: plain, Kind: {} }),
      source('b', { '/b': 'listB' }, { Thing: wrapped }),
    ];
    expect(() => mergeDocuments(sources, 'All')).not.toThrow();
  });

  it.each([
    ['a property called title less', { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] }],
    ['another type', { ...THING, properties: { ...THING.properties, id: { type: 'integer' } } }],
    ['another requirement', { ...THING, required: ['id', 'title'] }],
  ])('refuses one component with %s', (_what, other) => {
    const sources = [
      source('a', { '/a': 'listA' }, { Thing: THING }),
      source('b', { '/b': 'listB' }, { Thing: other }),
    ];
    expect(() => mergeDocuments(sources, 'All')).toThrow('component Thing has one shape in a and another in b');
  });

  it('refuses an operationId or a path that two have', () => {
    const twice = [source('a', { '/a': 'list' }, {}), source('b', { '/b': 'list' }, {})];
    expect(() => mergeDocuments(twice, 'All')).toThrow('operation list is in a and in b');
    const samePath = [source('a', { '/a': 'listA' }, {}), source('b', { '/a': 'listB' }, {})];
    expect(() => mergeDocuments(samePath, 'All')).toThrow('GET /a is in a and in b');
  });

  it('leaves out what is between our own processes, with its components', () => {
    const inner = {
      '/internal/exchange': 'exchange',
      '/runner/v1/jobs/acquire': 'acquire',
      '/api/v1/orgs/{org}/live/a': 'liveA',
    };
    const sources = [source('a', inner, { Secret: {} }), source('b', { '/api/v1/orgs/{org}/live': 'live' }, {})];
    const merged = mergeDocuments(sources, 'All');
    expect(Object.keys(merged.paths)).toEqual(['/api/v1/orgs/{org}/live']);
    expect(merged.components.schemas).toEqual({});
  });

  it('refuses a reference to nothing', () => {
    const lost = source('a', { '/a': 'listA' }, { Thing: { properties: { kind: ref('Kind') } } });
    expect(() => mergeDocuments([lost], 'All')).toThrow('Kind');
  });
});
