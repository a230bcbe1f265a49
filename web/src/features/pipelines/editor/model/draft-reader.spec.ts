import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DraftReader } from './draft-reader.js';
import { type Draft, readDraft } from './draft.js';

const TEXT = `# From a commit to production.
name: x
nodes:
  # the commit
  source: { kind: checkout }

  build:
    kind: shell
    needs: [source]
    run: |
      make
      make install

  # what it is worth
  test:
    kind: shell
    needs: [build]
    run: make test # all
finally:
  clean:
    kind: shell
    run: rm -rf "out"
`;

const replaced = (text: string, one: string, other: string): string => text.replace(one, () => other);

/** A reader that has read a text. */
function readerOf(text: string): [DraftReader, Draft] {
  const reader = new DraftReader();
  const draft = reader.read(text);
  if ('error' in draft) throw new Error(draft.error.message);
  return [reader, draft];
}

describe('a text that is read while it is written', () => {
  it.each<[string, string, string]>([
    ['a field', 'make test', 'make all'],
    ['a comment', '# all', '# all of them'],
    ['lines more', 'make install', 'make install\n      make clean'],
    ['a key', 'test:', 'tests:'],
    ['a node more', '\n  # what', '\n  added: { kind: wait }\n  # what'],
    ['the last lines', 'rm -rf "out"\n', 'rm -rf "out"\n  more:\n    kind: wait'],
    ['all of a value', ' [source]', ''],
  ])('is read in part after a change of %s', (_what, one, other) => {
    const [reader] = readerOf(TEXT);
    const text = replaced(TEXT, one, other);
    expect(text).not.toBe(TEXT);
    expect(reader.readChange(text)).toEqual(readDraft(text));
  });

  it.each<[string, string, string]>([
    ['what is above the nodes', 'name: x', 'name: y'],
    ['two nodes', '\n\n  # what it is worth\n  test:\n    kind: shell\n    needs: [build]\n    run: make test', ''],
    ['the indentation of a node', '  test:', '   test:'],
    ['a quote that stays open', 'make test #', '"make test #'],
    ['a bracket that stays open', '[build]', '[build'],
    ['a key that there is already', 'test:', 'clean:'],
    ['the beginning of another block', '    run: make test', 'onFailure:\n  tell: { kind: wait }\n#'],
    ['the end of the document', '    run: make test', '---\n'],
    ['a comment in the place of a key', 'test:', '#test:'],
  ])('is not read in part after a change of %s', (_what, one, other) => {
    const [reader] = readerOf(TEXT);
    expect(reader.readChange(replaced(TEXT, one, other))).toBeUndefined();
  });

  it.each<[string, string]>([
    ['aliases', replaced(replaced(TEXT, '[source]', '&all [source]'), '[build]', '*all')],
    ['directives', `%YAML 1.1\n---\n${TEXT}`],
    ['all nodes on one line', 'name: x\nnodes: { source: { kind: checkout }, test: { kind: shell, run: make test } }'],
    ['twins', replaced(TEXT, 'clean:', 'test:')],
  ])('is not read in part with %s', (_what, text) => {
    const [reader] = readerOf(text);
    expect(reader.readChange(replaced(text, 'make test', 'make all'))).toBeUndefined();
  });

  it('is read on from where it could be read last', () => {
    const [reader, draft] = readerOf(TEXT);
    expect(reader.readChange(replaced(TEXT, '[build]', '[build'))).toBeUndefined();
    expect(reader.read(replaced(TEXT, '[build]', '[build'))).toHaveProperty('error');
    expect(reader.readChange(replaced(TEXT, '[build]', '[build, source]'))?.nodes[2]?.needs).toEqual([
      'build',
      'source',
    ]);
    expect(reader.readChange(TEXT)).toEqual(draft);
  });

  it('gives the same nodes as long as they say the same', () => {
    const [reader, draft] = readerOf(TEXT);
    expect(reader.readChange(replaced(TEXT, '# all', '# some'))).toBe(draft);
    expect(reader.read(replaced(TEXT, '# From', '# Out of'))).toBe(draft);
    const after = reader.readChange(replaced(replaced(TEXT, '# From', '# Out of'), 'make test', 'make all'));
    expect(after?.nodes.map((node, at) => node === draft.nodes[at])).toEqual([true, true, false, true]);
  });

  it('says of any text, however it was written, what it says when it is read as a whole', { timeout: 60_000 }, () => {
    const piece = fc.constantFrom(
      ...['a', ':', ' ', '\n', '\n  ', '\n    ', '#', '"', "'", '[', ']', '{', '}', ', ', '|', '>', '- ', '&a', '*a'],
      ...[
        'kind: wait',
        '\n  d: { kind: wait }',
        '\n  test: 1',
        'nodes:',
        '---\n',
        '%',
        '!x ',
        '? ',
        '\t',
        '|+\n      x\n\n',
      ],
    );
    const change = fc.record({ at: fc.nat(TEXT.length), length: fc.constantFrom(0, 0, 0, 1, 2, 9, 30), insert: piece });
    let partly = 0;
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 12 }), (changes) => {
        const [reader] = readerOf(TEXT);
        let text = TEXT;
        for (const { at, length, insert } of changes) {
          text = text.slice(0, at) + insert + text.slice(at + length);
          const [part, whole] = [reader.readChange(text), readDraft(text)];
          if (part) expect(part).toEqual(whole);
          else reader.read(text);
          partly += part ? 1 : 0;
        }
      }),
      { numRuns: 400 },
    );
    expect(partly).toBeGreaterThan(50);
  });
});
