import { makeArm } from '../result/make-arm.ts';
import type { Arm, Gate } from '../result/result.ts';
import { engineRatios } from './engine-ratios.ts';
import { GOAL_CELL, PROFILES } from './workload.ts';

const gate: Gate = { acked: 1, stored: 1, lost: 0, dup: 0, wrong: 0 };
const arm = (id: string, ops_s: number, cpu_us_op = 100): [string, Arm] => {
  const round = { ops_s, p50: 1, p95: 1, p99: 1, cpu_us_op, rss_mb: 1 };
  return [id, makeArm(id, 'peer', [round])];
};
const goals = (arms: [string, Arm][], of: Gate = gate) =>
  engineRatios(PROFILES.quick.cells, new Map(arms), of).map(({ goal, value, bold, moonshot, pass }) => [
    ...[goal, value, bold, moonshot, pass],
  ]);

describe('ratios of the engine', () => {
  const cell = GOAL_CELL.id;

  it('holds ours against n8n that keeps every step, against Node-RED and against BullMQ', () => {
    const others = [arm(`${cell}/bullmq`, 2_000), arm(`${cell}/n8n-progress`, 20), arm(`${cell}/node-red`, 8_000)];
    expect(goals([arm(`${cell}/ours`, 1_000), ...others])).toEqual([
      [`9: ops_s ${cell} ours/bullmq`, 0.5, 0.5, 2, true],
      [`8: ops_s ${cell} ours/n8n-progress`, 50, 20, 200, true],
      [`10: ops_s ${cell} ours/node-red`, 0.125, 0.25, 1, false],
    ]);
  });

  it('sets no bound beside the modes of n8n that keep less', () => {
    expect(goals([arm(`${cell}/ours`, 1_000), arm(`${cell}/n8n-none`, 100)])).toEqual([
      [`ops_s ${cell} ours/n8n-none`, 10, null, null, null],
    ]);
  });

  it('compares longer runs with the shortest, and the most runs with fewer, by the CPU of a node', () => {
    const ours = (id: string, cpu: number) => arm(`${id}/ours`, 1_000, cpu);
    const cells = [ours('chain-22/1', 400), ours(cell, 100), ours('chain-22/1000', 130)];
    expect(goals([...cells, ours('chain-10/200', 125), ours('chain-1000/6', 100)])).toEqual([
      ['growth by length: cpu_us_op chain-22/300 over chain-10/200', 0.8, 1.2, 1, true],
      ['growth by length: cpu_us_op chain-1000/6 over chain-10/200', 0.8, 1.2, 1, true],
      ['growth by runs: cpu_us_op chain-22/1000 over chain-22/1', 0.325, 1.2, 1, true],
      ['growth by runs: cpu_us_op chain-22/1000 over chain-22/300', 1.3, 1.2, 1, false],
    ]);
  });

  it('lets nothing pass when a node was lost', () => {
    const arms = [arm(`${cell}/ours`, 1_000), arm(`${cell}/n8n-progress`, 20)];
    expect(goals(arms, { ...gate, lost: 1 })).toEqual([[`8: ops_s ${cell} ours/n8n-progress`, 50, 20, 200, false]]);
  });
});
