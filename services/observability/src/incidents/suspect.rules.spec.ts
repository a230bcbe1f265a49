import { type Candidate, deploymentToUndo, rankSuspects } from './suspect.rules.js';

const FIRST_ERROR = new Date('2026-11-20T12:00:00Z');
const before = (minutes: number): Date => new Date(FIRST_ERROR.getTime() - minutes * 60_000);
const commit = {
  sha: '9f3c1a2b4d5e6f708192a3b4c5d6e7f809182736',
  branch: 'main',
  message: 'feat: wallet',
  authorName: 'Ada Lovelace',
  authorEmail: 'ada@example.org',
  authoredAt: '2026-11-20T10:00:00Z',
};

const deployment = (id: string, minutes: number, change: Partial<Candidate> = {}): Candidate => ({
  changeId: `change of ${id}`,
  kind: 'deployment',
  title: `Deployment ${id}`,
  at: before(minutes),
  deploymentId: id,
  executionId: null,
  commit,
  isRollback: false,
  isNewCode: true,
  errorsBefore: 0,
  errorsAfter: 12,
  ...change,
});
const config = (minutes: number): Candidate =>
  deployment('', minutes, {
    kind: 'config',
    title: 'Configuration',
    deploymentId: null,
    commit: null,
    isNewCode: null,
  });

const ranking = (...candidates: Candidate[]): string[] => rankSuspects(candidates, FIRST_ERROR).map((s) => s.title);

describe('rankSuspects', () => {
  it.each([
    [
      'the nearer of two deployments',
      [deployment('far', 300), deployment('near', 2)],
      ['Deployment near', 'Deployment far'],
    ],
    ['nothing that came after the first error', [deployment('late', -1), deployment('early', 5)], ['Deployment early']],
    ['a deployment over config of the same time', [config(3), deployment('a', 3)], ['Deployment a', 'Configuration']],
    [
      'config of just now over a deployment of days ago',
      [deployment('old', 5_000, { errorsAfter: 0, isNewCode: false }), config(1)],
      ['Configuration', 'Deployment old'],
    ],
    [
      'new code over old code',
      [deployment('live', 1), deployment('same', 4, { isNewCode: false }), deployment('new', 4.01)],
      ['Deployment live', 'Deployment new', 'Deployment same'],
    ],
    [
      'anything over a rollback',
      [deployment('back', 1, { isRollback: true }), deployment('bad', 90)],
      ['Deployment bad', 'Deployment back'],
    ],
    ['nobody where nothing changed', [], []],
  ] as const)('names %s', (_what, candidates, titles) => expect(ranking(...candidates)).toEqual([...titles]));

  it('says why, in words', () => {
    const [first] = rankSuspects([deployment('a', 7)], FIRST_ERROR);
    expect(first?.reasons).toEqual([
      'Went live 7 min before the first error',
      'Same service and environment',
      'Was live when the errors began',
      '0 errors in the 15 minutes before it, 12 after',
      'Brought new code: 9f3c1a2 by Ada Lovelace',
    ]);
    expect(first).toMatchObject({ rank: 1, score: 0.94 });
  });

  it('keeps scores from 0 to 1, and five suspects at most', () => {
    const many = Array.from({ length: 9 }, (_, n) => deployment(String(n), n * n, { errorsBefore: n * 3 }));
    const suspects = rankSuspects(many, FIRST_ERROR);
    expect(suspects).toHaveLength(5);
    expect(suspects.every(({ score }) => score >= 0 && score <= 1)).toBe(true);
  });
});

describe('deploymentToUndo', () => {
  const suspects = rankSuspects([deployment('bad', 2)], FIRST_ERROR);
  it.each([
    ['the live one that errs', suspects, { liveNowId: 'bad', erringId: 'bad' }, 'bad'],
    ['not one that is gone', suspects, { liveNowId: 'next', erringId: 'bad' }, undefined],
    ['not one whose lines do not err', suspects, { liveNowId: 'bad', erringId: 'old' }, undefined],
    ['not for lines without a deployment', suspects, { liveNowId: 'bad', erringId: null }, undefined],
    [
      'not a rollback',
      rankSuspects([deployment('bad', 0, { isRollback: true })], FIRST_ERROR),
      { liveNowId: 'bad', erringId: 'bad' },
      undefined,
    ],
    [
      'not one that has been fine for a week',
      rankSuspects([deployment('bad', 10_000, { errorsAfter: 0 })], FIRST_ERROR),
      { liveNowId: 'bad', erringId: 'bad' },
      undefined,
    ],
    ['nothing without suspects', [], { liveNowId: 'bad', erringId: 'bad' }, undefined],
  ])('%s', (_what, ranked, evidence, id) => expect(deploymentToUndo(ranked, evidence)?.deploymentId).toBe(id));
});
