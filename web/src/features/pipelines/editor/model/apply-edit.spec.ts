import { describe, expect, it } from 'vitest';
import { applyEdit } from './apply-edit.js';
import type { Edit } from './edit.js';

const TEXT = `# yaml-language-server: $schema=https://example.org/pipeline.v1.json
name: 'shop' # what people read

# The way of a change.
nodes:
  # What we build from.
  source: { kind: checkout }   # at the commit

  test:
    kind: shell
    needs: [source]
    # Two minutes are enough.
    timeout: 2m
    run: |
      npm ci

      npm test   # both


  # May not get worse.
  covered:
    kind: gate
    needs:
      - test # first
      - source
    condition: "int(nodes.test.outputs.coverage) >= 80 && nodes.test.status == 'succeeded'"
  ship: { kind: deploy, needs: [covered], service: shop, environment: 'staging', artifact: shop }

finally:
  # Always.
  clean: { kind: http, url: 'https://example.org/\${{ nodes.test.outputs.id }}', status: 204 }
`;

/** The lines that an edit takes away and brings, in the order of the text. */
function changed(edit: Edit, text = TEXT): string[] {
  const [before, after] = [text.split('\n'), applyEdit(text, edit)?.split('\n') ?? []];
  let [start, end] = [0, 0];
  while (start < before.length && before[start] === after[start]) start++;
  while (end < before.length - start && end < after.length - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const lines = (all: string[], mark: string) => all.slice(start, all.length - end).map((line) => mark + line);
  return [...lines(before, '-'), ...lines(after, '+')];
}

describe('an edit changes the lines that it is about, and no other', () => {
  it.each<[string, Edit, string[]]>([
    [
      'the name, in its quotes',
      { do: 'name', name: "Ada's" },
      ["-name: 'shop' # what people read", "+name: 'Ada''s' # what people read"],
    ],
    [
      'a new field of a node on one line',
      { do: 'set', key: 'source', field: 'retry', value: 2 },
      ['-  source: { kind: checkout }   # at the commit', '+  source: { kind: checkout, retry: 2 }   # at the commit'],
    ],
    [
      'a new field of a node on lines',
      { do: 'set', key: 'covered', field: 'continueOnError', value: true },
      ['+    continueOnError: true'],
    ],
    ['a field', { do: 'set', key: 'test', field: 'timeout', value: '5m' }, ['-    timeout: 2m', '+    timeout: 5m']],
    [
      'a field that is gone, with the comment about it',
      { do: 'set', key: 'test', field: 'timeout', value: undefined },
      ['-    # Two minutes are enough.', '-    timeout: 2m'],
    ],
    [
      'a script',
      { do: 'set', key: 'test', field: 'run', value: 'make\nmake test\n' },
      ['-      npm ci', '-', '-      npm test   # both', '+      make', '+      make test'],
    ],
    [
      'a need of a list on one line',
      { do: 'connect', from: 'covered', to: 'test' },
      ['-    needs: [source]', '+    needs: [source, covered]'],
    ],
    ['a need of a list on lines', { do: 'connect', from: 'ship', to: 'covered' }, ['+      - ship']],
    [
      'the first need, after the kind',
      { do: 'connect', from: 'ship', to: 'clean' },
      [
        "-  clean: { kind: http, url: 'https://example.org/${{ nodes.test.outputs.id }}', status: 204 }",
        "+  clean: { kind: http, needs: [ship], url: 'https://example.org/${{ nodes.test.outputs.id }}', status: 204 }",
      ],
    ],
    ['the last need', { do: 'disconnect', from: 'source', to: 'test' }, ['-    needs: [source]']],
    ['one of two needs', { do: 'disconnect', from: 'test', to: 'covered' }, ['-      - test # first']],
    [
      'a new node, written as the one before it',
      { do: 'add', block: 'nodes', key: 'wait', fields: { kind: 'wait', for: '1h' } },
      ['+  wait: { kind: wait, for: 1h }'],
    ],
    [
      'the first node of a block',
      { do: 'add', block: 'onFailure', key: 'tell', fields: { kind: 'shell', run: './tell' } },
      ['+onFailure:', '+  tell:', '+    kind: shell', '+    run: ./tell'],
    ],
    [
      'the last node of a block, and the block',
      { do: 'remove', keys: ['clean'] },
      [
        '-finally:',
        '-  # Always.',
        "-  clean: { kind: http, url: 'https://example.org/${{ nodes.test.outputs.id }}', status: 204 }",
      ],
    ],
    [
      'a node, with the comment about it and the needs of others',
      { do: 'remove', keys: ['covered'] },
      [
        '-  # May not get worse.',
        '-  covered:',
        '-    kind: gate',
        '-    needs:',
        '-      - test # first',
        '-      - source',
        `-    condition: "int(nodes.test.outputs.coverage) >= 80 && nodes.test.status == 'succeeded'"`,
        "-  ship: { kind: deploy, needs: [covered], service: shop, environment: 'staging', artifact: shop }",
        "+  ship: { kind: deploy, service: shop, environment: 'staging', artifact: shop }",
      ],
    ],
    ['a copy', { do: 'duplicate', key: 'source', as: 'again' }, ['+  again: { kind: checkout }']],
  ])('%s', (_what, edit, lines) => expect(changed(edit)).toEqual(lines));

  it('renames a node wherever it is named', () => {
    const renamed = applyEdit(TEXT, { do: 'rename', from: 'test', to: 'unit-test' }) ?? '';
    expect(renamed).toContain('\n  unit-test:\n    kind: shell\n');
    expect(renamed).toContain('      - unit-test # first\n');
    expect(renamed).toContain(
      `condition: "int(nodes['unit-test'].outputs.coverage) >= 80 && nodes['unit-test'].status == 'succeeded'"`,
    );
    expect(renamed).toContain('${{ nodes.unit-test.outputs.id }}');
    expect(renamed).toContain('      npm test   # both\n');
    expect(applyEdit(renamed, { do: 'rename', from: 'unit-test', to: 'test' })).toContain(
      '${{ nodes.test.outputs.id }}',
    );
  });

  it('fills what is empty', () => {
    const add: Edit = { do: 'add', block: 'nodes', key: 'a', fields: { kind: 'checkout' } };
    const full = 'name: x\nnodes:\n  a:\n    kind: checkout\n';
    for (const empty of ['name: x\n', 'name: x\nnodes:\n', 'name: x\nnodes: {}\n'])
      expect(applyEdit(empty, add)).toBe(full);
    expect(applyEdit(full, { do: 'remove', keys: ['a'] })).toBe('name: x\nnodes: {}\n');
  });

  it('gives nothing for a text that cannot be read, and the same text for an edit without effect', () => {
    expect(applyEdit('name: [', { do: 'name', name: 'x' })).toBeUndefined();
    for (const edit of [
      { do: 'name', name: 'shop' },
      { do: 'connect', from: 'source', to: 'test' },
      { do: 'disconnect', from: 'ship', to: 'test' },
      { do: 'remove', keys: ['nobody'] },
      { do: 'set', key: 'test', field: 'timeout', value: '2m' },
    ] as const)
      expect(applyEdit(TEXT, edit)).toBe(TEXT);
  });
});
