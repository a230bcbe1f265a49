import { promotionBlockers, type PromotionFacts } from './promotion-rules.js';

const free: PromotionFacts = {
  from: { name: 'staging', position: 0 },
  to: { name: 'production', position: 1, hosts: 1 },
  release: { id: 'r2', version: 'v2' },
  current: { releaseId: 'r1', isConfigNewest: true },
  wasRolledBack: false,
  holds: [],
  isBusy: false,
};

describe('promotionBlockers', () => {
  it.each<[string, Partial<PromotionFacts>, string[]]>([
    ['lets a new release pass', {}, []],
    ['lets the first release pass', { current: null }, []],
    ['lets the same release pass for a new configuration', { current: { releaseId: 'r2', isConfigNewest: false } }, []],
    ['stops what runs already', { current: { releaseId: 'r2', isConfigNewest: true } }, ['nothing_to_promote']],
    ['stops the way back', { from: { name: 'production', position: 2 } }, ['wrong_way']],
    ['stops a promotion in place', { from: { name: 'production', position: 1 } }, ['wrong_way']],
    ['stops without a release', { release: null }, ['nothing_live']],
    ['stops the line for each incident', { holds: ['incident #1', 'incident #2'] }, ['line_stopped', 'line_stopped']],
    ['stops what was rolled back', { wasRolledBack: true }, ['release_rolled_back']],
    ['stops without a host', { to: { name: 'production', position: 1, hosts: 0 } }, ['target_without_host']],
    ['stops behind another deployment', { isBusy: true }, ['slot_busy']],
    [
      'says everything at once',
      { release: null, isBusy: true, holds: ['x'] },
      ['line_stopped', 'nothing_live', 'slot_busy'],
    ],
  ])('%s', (_what, facts, codes) => {
    expect(promotionBlockers({ ...free, ...facts }).map(({ code }) => code)).toEqual(codes);
  });
});
