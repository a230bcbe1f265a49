import { describe, expect, it } from 'vitest';
import { layoutDraft } from '../model/draft-layout.js';
import { type DraftNode, readDraft } from '../model/draft.js';
import { cardKeeper, NOTHING_SELECTED } from './flow-elements.js';

function nodesOf(text: string): readonly DraftNode[] {
  const draft = readDraft(text);
  if ('error' in draft) throw new Error(draft.error.message);
  return draft.nodes;
}

const TEXT = 'nodes:\n  a: { kind: shell, run: make }\n  b: { kind: shell, needs: [a], run: make test }\n';
const shownOf = (text: string) => ({
  ...{ nodes: nodesOf(text), layout: layoutDraft(nodesOf(text)), selection: NOTHING_SELECTED },
  ...{ problems: new Map<string, never>(), isEditable: true },
});

describe('the cards of a graph', () => {
  it('are the same as long as they look the same, wherever their lines are by now', () => {
    const cards = cardKeeper();
    const before = cards(shownOf(TEXT));
    expect(cards(shownOf(`# a comment\n\n${TEXT.replace('make test', 'make all')}`))).toBe(before);
  });

  it.each<[string, string, string]>([
    ['name', 'run: make test', 'run: make test, name: Tests'],
    ['kind', 'kind: shell, needs', 'kind: http, needs'],
    ['stage', 'run: make test', 'stage: test'],
    ['needs', 'needs: [a]', 'needs: []'],
  ])('are made anew for another %s, and only those', (_what, one, other) => {
    const cards = cardKeeper();
    const [a, b] = cards({ ...shownOf(TEXT) });
    const after = cards({ ...shownOf(TEXT.replace(one, other)), layout: layoutDraft(nodesOf(TEXT)) });
    expect(after[0]).toBe(a);
    expect(after[1]).not.toBe(b);
  });

  it('are made anew when they are selected, broken or moved', () => {
    const cards = cardKeeper();
    const shown = shownOf(TEXT);
    const [, b] = cards(shown);
    const selected = cards({ ...shown, selection: { nodes: new Set(['b']), edges: new Set() } })[1];
    const broken = cards({ ...shown, problems: new Map([['b', [{ line: 3, column: 1, message: 'no' }]]]) })[1];
    const places = new Map([...shown.layout.places, ['b', { x: 900, y: 9 }] as const]);
    const moved = cards({ ...shown, layout: { ...shown.layout, places } })[1];
    expect([selected?.selected, broken?.data.problems, moved?.position.x]).toEqual([true, 1, 900]);
    expect(cards(shown)[1]).toEqual(b);
  });
});
