import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { applyEdit } from './apply-edit.js';
import { type DraftNode, readDraft } from './draft.js';
import { type Edit, editedValue } from './edit.js';
import { valueOf } from './yaml-source.js';

const KEYS = ['a', 'b', 'c-1', 'd', 'e_2', 'f'];
const key = fc.constantFrom(...KEYS);
const script = fc.constantFrom('make', "'quoted: # not a comment'", '"say \\"hi\\" to nodes.a"', 'a # said');

/** A node in one of the ways in which people write them, with comments wherever they can stand. */
const node = fc
  .record({ isOneLine: fc.boolean(), needs: fc.subarray(KEYS), run: script, isBlank: fc.boolean(), list: fc.boolean() })
  .map(({ isOneLine, needs, run, isBlank, list }) => (name: string, at: number): string => {
    const own = needs.filter((need) => need !== name);
    const head = `${isBlank ? '\n' : ''}  # above ${name} ${at}\n`;
    const bare = run.replace(/^a # .*/, 'a');
    if (isOneLine)
      return `${head}  ${name}: { kind: shell, ${own.length > 0 ? `needs: [ ${own.join(', ')} ], ` : ''}run: ${bare} } # after ${name}\n`;
    const lines = list
      ? `    needs:\n${own.map((need) => `      - ${need}   # for ${need}\n`).join('')}`
      : `    needs: [${own.join(', ')}]\n`;
    const tail = `    run: ${run}\n    # in ${name}\n    env:\n      X: "\${{ nodes.a.outputs.x }}" # x\n    if: nodes.a.status == 'succeeded'\n`;
    return `${head}  ${name}:\n    kind: shell # ${name}\n${own.length > 0 ? lines : ''}${tail}`;
  });

const document = fc
  .tuple(fc.subarray(KEYS, { minLength: 1 }), fc.array(node, { minLength: 6, maxLength: 6 }), fc.boolean())
  .map(([keys, nodes, endsInBlock]) => {
    const body = keys.map((name, at) => nodes[at]?.(name, at) ?? '').join('');
    return `# top\nname: x   # name\nnodes:\n${body}${endsInBlock ? '# before the end\nfinally:\n  z: { kind: wait, for: 1h } # z\n' : ''}`;
  });

const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ do: fc.constant('remove' as const), keys: fc.subarray(KEYS, { minLength: 1, maxLength: 3 }) }),
  fc.record({ do: fc.constant('rename' as const), from: key, to: fc.constantFrom('renamed', 'new-name') }),
  fc.record({ do: fc.constant('connect' as const), from: key, to: key }),
  fc.record({ do: fc.constant('disconnect' as const), from: key, to: key }),
  fc.record({ do: fc.constant('duplicate' as const), key, as: fc.constant('copy') }),
  fc.record({
    do: fc.constant('add' as const),
    block: fc.constantFrom('nodes' as const, 'onFailure' as const),
    key: fc.constant('added'),
    fields: fc.constant({ kind: 'shell', needs: ['a'], run: 'one\ntwo\n' }),
  }),
  fc.record({
    do: fc.constant('set' as const),
    key,
    field: fc.constantFrom('run', 'timeout', 'env', 'retry'),
    value: fc.oneof(
      fc.constantFrom(undefined, '5m', 'a: b', 'x # y', "it's", 'one\ntwo\n', 3, true),
      fc.constantFrom({ X: 'y' }, { times: 2, delay: '1s' }),
      fc.string(),
    ),
  }),
);

/** The nodes that an edit leaves alone: it neither is about them nor do they name what it is about. */
function untouched(nodes: readonly DraftNode[], one: Edit): DraftNode[] {
  const keys = one.do === 'remove' ? one.keys : [one.do === 'rename' ? one.from : '', 'key' in one ? one.key : ''];
  const isAbout = (node: DraftNode): boolean =>
    keys.includes(node.key) || ('to' in one && one.to === node.key) || node.needs.some((need) => keys.includes(need));
  return nodes.filter((node) => !isAbout(node) && !(one.do === 'rename' && one.from === 'a'));
}

describe('any edit of any pipeline', () => {
  it('says what was meant, and leaves every character of the other nodes where it was', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(document, fc.array(edit, { minLength: 1, maxLength: 4 }), (start, edits) => {
        let text = start;
        for (const one of edits) {
          const before = readDraft(text);
          if ('error' in before) throw new Error(before.error.message);
          if (['renamed', 'new-name', 'copy', 'added'].some((made) => before.nodes.some((node) => node.key === made)))
            break;
          const after = applyEdit(text, one);
          expect(after).toBeDefined();
          expect(valueOf(after ?? '')).toEqual(editedValue(valueOf(text), one));
          const lines = text.split('\n');
          for (const {
            lines: [first, last],
            key: name,
          } of untouched(before.nodes, one)) {
            const own = lines.slice(first - 1, last).join('\n');
            expect(after).toContain(`\n${own}\n`);
            for (const comment of own.match(/# .*$/gm) ?? []) expect(after).toContain(comment);
            if (start.includes(`# above ${name}`)) expect(after).toContain(`# above ${name}`);
          }
          expect(after).toContain('# top\nname: x   # name\n');
          text = after ?? '';
        }
      }),
      { numRuns: 80 },
    );
  });
});
