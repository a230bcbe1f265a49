import { isCounted, judgeLengths } from './length-check.ts';

const files = (...lengths: number[]) => lengths.map((lines, i) => ({ path: `f${i}.ts`, lines }));

describe('file lengths', () => {
  it('pass at the targets', () => {
    const outcome = judgeLengths(files(60, 60, 300));
    expect(outcome).toEqual({ ok: false, detail: expect.stringContaining('p95 300 is above 250') });
    expect(judgeLengths(files(...Array<number>(19).fill(60), 300))).toEqual({
      ok: true,
      detail: '20 files: median 60, p95 60, max 300 lines',
    });
  });

  it('fail above the median', () => {
    expect(judgeLengths(files(10, 61, 61))).toEqual({
      ok: false,
      detail: expect.stringContaining('median 61 is above 60'),
    });
  });

  it('name the files that are too long', () => {
    const { ok, detail } = judgeLengths(files(...Array<number>(40).fill(10), 301));
    expect(ok).toBe(false);
    expect(detail.split('\n').slice(1)).toEqual(['  max 301 is above 300', '  f40.ts: 301']);
  });

  it('pass in an empty repository', () => {
    expect(judgeLengths([]).ok).toBe(true);
  });

  it.each([
    ['services/billing/src/plans/plan.ts', true],
    ['tools/bootstrap.mjs', true],
    ['services/billing/src/plans/plan.spec.ts', false],
    ['services/billing/test/builders.ts', false],
    ['web/src/routeTree.gen.ts', false],
    ['README.md', false],
  ])('count %s: %s', (path, counted) => {
    expect(isCounted(path)).toBe(counted);
  });
});
