import { deadNodes } from './dead-nodes.graph.js';

const node = (key: string, needs: string[], when?: 'success' | 'failure' | 'always') => ({ key, needs, when });

describe('nodes whose turn never comes', () => {
  it('begin after a failure, and nothing before them can fail', () => {
    expect(deadNodes([node('a', []), node('b', ['a'], 'failure')])).toEqual([]);
    expect(deadNodes([node('a', [], 'failure')])).toEqual(['a']);
  });

  it('are those that want one of them too, in whatever order they stand', () => {
    const after = [node('c', ['b']), node('b', ['a']), node('a', [], 'failure'), node('d', ['b'], 'failure')];
    expect(deadNodes(after)).toEqual(['c', 'b', 'a', 'd']);
  });

  it('are not those that begin in any case, or after something else that may fail', () => {
    const mixed = [
      node('a', [], 'failure'),
      node('x', []),
      node('b', ['a'], 'always'),
      node('c', ['a', 'x'], 'failure'),
    ];
    expect(deadNodes(mixed)).toEqual(['a']);
  });
});
