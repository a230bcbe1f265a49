import { makeArm } from './make-arm.ts';
import { makeRatio } from './make-ratio.ts';
import { type BenchResult, benchResult, type Round } from './result.ts';

const round = (p50: number): Round => ({ ops_s: 1_000 / p50, p50, p95: p50, p99: p50, cpu_us_op: 10, rss_mb: 1 });
const passed = { acked: 3, stored: 3, lost: 0, dup: 0, wrong: 0 };
const ours = makeArm('ours', 'ours', [round(2), round(3), round(2.5)]);
const anchor = makeArm('nginx', 'peer', [round(2), round(2), round(2)]);
const request = { goal: '12', column: 'p50' as const, ours, anchor, bold: 1.3, moonshot: 1.1 };

const result: BenchResult = {
  name: 'gateway',
  commit: 'abc',
  host: { cpu: 'x', cores: 2, ram: 24, kernel: '6', fdatasync_us: 90 },
  versions: { node: 'v24' },
  config: { pinning: 'none' },
  workload: { seed: 1, rounds: 3 },
  arms: [ours, anchor],
  ratios: [makeRatio(request, passed)],
  gate: passed,
  noise: { steal: 0, load: 0.1, foreign: 0, noisy: false },
};

describe('a result', () => {
  it('has the shape that reports and later runs read', () => {
    expect(benchResult.parse(JSON.parse(JSON.stringify(result)))).toEqual(result);
    expect(Object.keys(result)).toEqual([
      'name',
      'commit',
      'host',
      'versions',
      'config',
      'workload',
      'arms',
      'ratios',
      'gate',
      'noise',
    ]);
  });

  it.each(['seed', 'gate', 'noise', 'versions'])('without its %s is refused', (name) => {
    const text = JSON.stringify(result).replace(`"${name}"`, '"other"');
    expect(benchResult.safeParse(JSON.parse(text)).success).toBe(false);
  });

  it('has the medians of its rounds', () => expect(ours.median.p50).toBe(2.5));

  it('holds a ratio against its goal', () => {
    expect(makeRatio(request, passed)).toMatchObject({ value: 1.25, bold: 1.3, moonshot: 1.1, pass: true });
    expect(makeRatio({ ...request, bold: 1.2 }, passed).pass).toBe(false);
    expect(makeRatio({ goal: 'x', column: 'p50', ours, anchor }, passed)).toMatchObject({ bold: null, pass: null });
  });

  it.each(['lost', 'dup', 'wrong'])('passes nothing when an answer was %s', (what) => {
    expect(makeRatio(request, { ...passed, [what]: 1 }).pass).toBe(false);
  });
});
