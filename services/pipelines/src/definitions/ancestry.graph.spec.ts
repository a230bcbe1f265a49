import { array, assert, nat, property } from 'fast-check';
import { Ancestry } from './ancestry.graph.js';
import { upstreamOf } from './upstream.graph.js';

const graphOf = (needs: readonly (readonly number[])[]) =>
  new Map(
    needs.map((of, at) => [`n${at}`, { key: `n${at}`, needs: of.filter((one) => one < at).map((one) => `n${one}`) }]),
  );

describe('who runs before whom', () => {
  it('is what a walk from each node finds, in any graph', () => {
    assert(
      property(array(array(nat(70), { maxLength: 4 }), { maxLength: 70 }), (needs) => {
        const graph = graphOf(needs);
        const ancestry = new Ancestry(graph);
        for (const of of graph.keys()) {
          const walked = new Set(upstreamOf(of, graph).map(({ key }) => key));
          expect(new Set(ancestry.keysBefore(of))).toEqual(walked);
          for (const key of graph.keys()) expect(ancestry.isBefore(key, of)).toBe(walked.has(key));
        }
      }),
      { numRuns: 50 },
    );
  });

  it('passes over needs that there are not', () => {
    const ancestry = new Ancestry(new Map([['a', { needs: ['gone'] }]]));
    expect(ancestry.keysBefore('a')).toEqual([]);
    expect([ancestry.isBefore('gone', 'a'), ancestry.isBefore('a', 'gone')]).toEqual([false, false]);
  });

  it('looks at each edge once, however many nodes ask', () => {
    let asked = 0;
    const graph = new Map(
      Array.from({ length: 1_000 }, (_, at) => {
        const needs = Array.from({ length: Math.min(at, 30) }, (_unused, back) => `n${at - 1 - back}`);
        return [
          `n${at}`,
          {
            get needs() {
              asked += 1;
              return needs;
            },
          },
        ];
      }),
    );
    const ancestry = new Ancestry(graph);
    expect([...graph.keys()].map((key) => ancestry.keysBefore(key).length)).toEqual(
      Array.from({ length: 1_000 }, (_, at) => at),
    );
    expect(asked).toBe(1_000);
  });
});
