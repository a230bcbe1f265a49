import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { completionsAt, meaningOf } from './completions.js';
import { cursorPlace } from './cursor-place.js';
import { layoutDraft } from './draft-layout.js';
import { type Draft, readDraft } from './draft.js';
import { formFields } from './form-fields.js';
import { dayAndTime } from './day-and-time.js';
import { newerDraft, parseDraft } from './kept-draft.js';
import { hasCarriageReturns, withLineEndsOf, withPlainLineEnds } from './line-ends.js';
import { freshKey, isKind, KIND_FACTS, KINDS, stageOf } from './node-kinds.js';
import { nodeSchema, type Schema } from './pipeline-schema.js';
import { problemsByNode, rangeOf } from './problem-places.js';
import { changedPiece } from './splice.js';

const SCHEMA = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../../../public/schemas/pipeline.v1.json'), 'utf8'),
) as Schema;

const TEXT = `name: shop
nodes:
  source: { kind: checkout }
  test:
    kind: shell
    needs: [source, nobody]
    run: |
      npm test
finally:
  clean: { kind: http, url: x }
`;

function draftOf(text: string): Draft {
  const draft = readDraft(text);
  if ('error' in draft) throw new Error(draft.error.message);
  return draft;
}

describe('readDraft', () => {
  it('reads nodes of all blocks with their places', () =>
    expect(draftOf(TEXT)).toMatchObject({
      name: 'shop',
      nodes: [
        { key: 'source', block: 'nodes', kind: 'checkout', needs: [], lines: [3, 3] },
        { key: 'test', kind: 'shell', needs: ['source', 'nobody'], lines: [4, 8] },
        { key: 'clean', block: 'finally', lines: [10, 10] },
      ],
    }));
  it('says where a text cannot be read', () => {
    expect(readDraft('name: x\nnodes: [')).toMatchObject({ error: { line: 2 } });
    expect(readDraft('- a')).toMatchObject({ error: { line: 1, column: 1 } });
    expect(readDraft('')).toHaveProperty('error');
  });
  it('says of an alias that it leads nowhere', () =>
    expect(readDraft('nodes:\n  a: { kind: wait }\n  b: { kind: wait, for: *a }')).toEqual({
      error: { line: 3, column: 25, message: '*a has no anchor &a above it.' },
    }));
  it('says that aliases unfold without end', () => {
    const row = (key: string, of: string): string => `    ${key}: &${key} [${Array(9).fill(`*${of}`).join(', ')}]\n`;
    const text = `nodes:\n  a:\n    x: &x [1]\n${row('y', 'x')}${row('z', 'y')}${row('v', 'z')}`;
    expect(readDraft(text)).toMatchObject({ error: { line: 1, message: expect.stringContaining('too much') } });
  });
  it('takes what is half written for what it is', () =>
    expect(draftOf('nodes:\n  a:\n  b: { kind: 1, needs: a }').nodes).toMatchObject([
      { kind: '' },
      { kind: '', needs: [] },
    ]));
});

describe('the graph', () => {
  it('places blocks below each other, and draws the needs that there are', () => {
    const { places, edges } = layoutDraft(draftOf(TEXT).nodes);
    expect(edges.map(({ id }) => id)).toEqual(['source→test']);
    const y = (key: string) => places.get(key)?.y ?? -1;
    expect(y('source')).toBeLessThan(y('test'));
    expect(y('test')).toBeLessThan(y('clean'));
  });
  it('bears circles', () => {
    const circle = 'nodes:\n  a: { kind: shell, needs: [b, a] }\n  b: { kind: shell, needs: [a] }\n';
    expect(layoutDraft(draftOf(circle).nodes).edges).toHaveLength(2);
  });
});

describe('kinds', () => {
  it('are those of the schema', () =>
    expect(KINDS.toSorted()).toEqual(
      Object.keys(SCHEMA.definitions ?? {})
        .filter(isKind)
        .toSorted(),
    ));
  it.each(KINDS)('a new %s has every field that it needs', (kind) => {
    const required = (nodeSchema(SCHEMA, kind)?.required ?? []).filter((field) => field !== 'kind');
    expect(Object.keys(KIND_FACTS[kind].fields).toSorted()).toEqual(required.toSorted());
  });
  it('have keys that nobody has', () => {
    const { nodes } = draftOf('nodes: { step: {}, step-2: {} }');
    expect([freshKey('step', nodes), freshKey('other', nodes), freshKey('step', [])]).toEqual([
      'step-3',
      'other',
      'step',
    ]);
  });
  it('have stages', () => {
    expect(stageOf({ kind: 'gate', fields: {} })).toBe('checkpoint');
    expect(stageOf({ kind: 'shell', fields: { stage: 'test' } })).toBe('test');
    expect(stageOf({ kind: 'shell', fields: { stage: 'nonsense' } })).toBeUndefined();
  });
});

describe('problems', () => {
  const { nodes } = draftOf(TEXT);
  const problem = { line: 6, column: 21, message: 'no' };
  it('belong to the node on whose lines they are', () => {
    expect([...problemsByNode(nodes, [problem, { ...problem, line: 1 }])]).toEqual([['test', [problem]]]);
  });
  it('mark a word, and nothing outside of the text', () => {
    const { from, to } = rangeOf(TEXT, problem);
    expect(TEXT.slice(from, to)).toBe('nobody');
    expect(rangeOf('ab', { ...problem, line: 9, column: 9 })).toEqual({ from: 2, to: 2 });
  });
});

describe('the form of a node', () => {
  const controls = (kind: string, fields: Record<string, unknown>): Record<string, string> => {
    const { shown, more } = formFields(nodeSchema(SCHEMA, kind) ?? {}, fields);
    return Object.fromEntries([
      ...shown.map((field) => [field.name, field.control.type]),
      ['more', String(more.length > 0)],
    ]);
  };
  it('shows what is said and what has to be', () => {
    expect(controls('shell', { kind: 'shell', timeout: '2m', needs: ['a'], env: { A: 1 }, runsOn: ['gpu'] })).toEqual({
      ...{ run: 'lines', timeout: 'text', env: 'yaml', runsOn: 'words', more: 'true' },
    });
    expect(controls('approval', { votes: 2, comment: 'always', roles: ['admin'] })).toMatchObject({
      ...{ title: 'lines', votes: 'number', comment: 'choice', roles: 'words' },
    });
  });
  it('leaves to YAML what is written in another form', () =>
    expect(controls('shell', { run: ['a', 'b'], retry: 3, timeout: 5 })).toMatchObject({
      run: 'yaml',
      retry: 'yaml',
      timeout: 'yaml',
    }));
});

describe('completions', () => {
  const at = (text: string): string[] => {
    const place = cursorPlace(text.replace('|', ''), text.indexOf('|'));
    return place ? completionsAt(place, SCHEMA, ['a', 'b', 'test']).map(({ label }) => label) : [];
  };
  it.each([
    ['keys of a pipeline that are not there', 'name: x\n|', ['type', 'nodes'], ['name']],
    ['keys of a kind', 'nodes:\n  a:\n    kind: wait\n    |', ['for', 'if'], ['run', 'kind']],
    ['keys of a kind that follows', 'nodes:\n  a:\n    |\n    kind: approval', ['votes'], ['run']],
    ['keys on one line', 'nodes:\n  a: { kind: deploy, | }', ['service', 'artifact'], ['run']],
    ['kinds', 'nodes:\n  a:\n    kind: sh|', ['shell', 'gate'], []],
    ['kinds on one line', 'nodes:\n  a: { kind: |', ['shell', 'gate'], []],
    ['words', 'nodes:\n  a:\n    kind: shell\n    network: |', ['open', 'none'], []],
    ['nodes that can be needed', 'nodes:\n  test:\n    kind: shell\n    needs: [a, |', ['a', 'b'], ['test']],
    [
      'nodes that can be needed, one a line',
      'nodes:\n  test:\n    kind: shell\n    needs:\n      - |',
      ['a', 'b'],
      ['test'],
    ],
    ['keys below a field', 'nodes:\n  a:\n    kind: shell\n    retry:\n      |', ['times', 'backoff'], ['run']],
    ['truth', 'nodes:\n  a: { kind: shell, continueOnError: |', ['true', 'false'], []],
  ])('offers %s', (_what, text, offered, others) => {
    expect(at(text)).toEqual(expect.arrayContaining(offered));
    for (const other of others) expect(at(text)).not.toContain(other);
  });
  it('offers nothing in a comment or a script', () => {
    expect(at('name: x # |')).toEqual([]);
    expect(at('nodes:\n  a:\n    run: npm test |')).toEqual([]);
  });
  it('knows what a key means', () => {
    const place = cursorPlace('nodes:\n  a:\n    kind: wait\n    for', 36);
    expect(place && meaningOf(place, SCHEMA)).toBe('How long, up to 3650d.');
  });
});

describe('texts', () => {
  it('differ in one piece', () => {
    expect(changedPiece('abcabc', 'abcXabc')).toEqual({ from: 3, to: 3, insert: 'X' });
    expect(changedPiece('aaa', 'aa')).toEqual({ from: 2, to: 3, insert: '' });
    expect(changedPiece('a', 'a')).toBeUndefined();
  });
  it('keep their line ends', () => {
    expect(withLineEndsOf('a\r\nb\r\n', 'a\nc\n')).toBe('a\r\nc\r\n');
    expect(withLineEndsOf('a\nb', 'a\nc')).toBe('a\nc');
    expect(hasCarriageReturns('a\r\nb\n')).toBe(false);
    expect(withPlainLineEnds('a\r\nb')).toBe('a\nb');
  });
  it.each([null, '', '{', '1', '{"text":1}', '{"text":"","revision":1,"at":""}', '[]'])(
    'takes no draft from %s',
    (stored) => expect(parseDraft(stored)).toBeUndefined(),
  );
  it('takes a draft, and one from before drafts had versions', () => {
    const draft = { text: 'x', revision: null, at: '2026-01-01T00:00:00Z', version: 3, id: 'a' };
    expect(parseDraft(JSON.stringify(draft))).toEqual(draft);
    const { version: _, id: _id, ...old } = draft;
    expect(parseDraft(JSON.stringify(old))).toEqual({ ...old, version: null, id: null });
  });
  it('are gone on with by what follows the other, else by their age', () => {
    const draft = (text: string, id: string | null, at: string) => ({ text, id, at, revision: null, version: null });
    const [early, late] = [draft('early', 'a', '2026-01-01'), draft('late', 'b', '2026-01-02')];
    expect([newerDraft(early, late), newerDraft(late, early)]).toEqual([late, late]);
    expect(newerDraft({ ...early, text: 'more', id: 'b' }, late)?.text).toBe('more');
    expect(newerDraft(draft('late', null, '2026-01-09'), late)).toBe(late);
    expect([newerDraft(undefined, late), newerDraft(early, undefined), newerDraft(undefined, undefined)]).toEqual([
      late,
      early,
      undefined,
    ]);
  });
  it.each([
    ['2026-03-02T08:05:00Z', 'today, 08:05'],
    ['2026-03-01T23:59:00Z', 'yesterday, 23:59'],
    ['2026-02-28T10:00:00Z', '28 Feb, 10:00'],
  ])('of %s are of %s', (at, words) =>
    expect(dayAndTime(new Date(at), new Date('2026-03-02T12:00:00Z'), true)).toBe(words),
  );
});
