import type { ChangeDetails, ChangeKind, LineState, RecordedFact } from '../ledger/change-fact.rules.js';
import { buildLine, type LineSubject } from './line.rules.js';

const commit = {
  sha: '9f3c1a2b4d5e6f708192a3b4c5d6e7f809182736',
  branch: 'main',
  message: 'fix: greet by name\n\nLong story.',
  authorName: 'Ada Lovelace',
  authorEmail: 'ada@example.org',
  authoredAt: '2026-11-20T10:00:00Z',
};
const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 20, 11, minute));

function fact(
  kind: ChangeKind,
  subjectId: string,
  minute: number,
  change: { state?: LineState; details?: ChangeDetails } & Partial<RecordedFact> = {},
): RecordedFact {
  return {
    id: `${kind}-${subjectId}`,
    kind,
    subjectId,
    title: 'title',
    state: 'succeeded',
    commit: null,
    at: at(minute),
    details: {},
    ...change,
  };
}

const run = [
  fact('execution_started', 'run', 0, { state: 'running', commit, details: { number: 41, name: 'checkout' } }),
  fact('execution_finished', 'run', 9, { commit, details: { number: 41, name: 'checkout', durationMs: 540_000 } }),
];
const deploy = (
  id: string,
  minute: number,
  environmentName: string,
  state: LineState = 'succeeded',
): RecordedFact[] => [
  fact('deployment_started', id, minute, {
    state: 'running',
    deploymentId: id,
    details: { number: 7, environmentName, deploymentKind: 'deploy', version: '1.8.0' },
  }),
  fact('deployment_finished', id, minute + 1, {
    state,
    deploymentId: id,
    releaseId: 'release',
    details: { number: 7, environmentName, deploymentKind: 'deploy', version: '1.8.0', durationMs: 60_000 },
  }),
];
const approval = [
  fact('approval_requested', 'ok', 4, {
    state: 'waiting',
    title: 'Production?',
    details: { votes: 0, requiredVotes: 1 },
  }),
  fact('approval_decided', 'ok', 5, {
    title: 'Production?',
    actor: { userId: null, name: 'Grace' },
    details: { votes: 1, requiredVotes: 1, outcome: 'approved' },
  }),
];
const incident = [
  fact('firing_started', 'fire', 20, { state: 'failed', details: { name: 'errors', value: 412 } }),
  fact('incident_opened', 'inc', 20, { state: 'failed', details: { number: 12, name: 'checkout: 412 errors' } }),
];
const rollback = [
  fact('deployment_rolled_back', 'back', 21, {
    state: 'running',
    deploymentId: 'prod',
    details: { number: 8, version: '1.7.4' },
  }),
  fact('deployment_rolled_back', 'back', 22, { deploymentId: 'prod', details: { number: 8, version: '1.7.4' } }),
  fact('incident_mitigated', 'inc', 22, { state: 'warning', details: { number: 12 } }),
  ...deploy('back', 21, 'production').map((f) => ({
    ...f,
    details: { ...f.details, deploymentKind: 'rollback' as const },
  })),
];
const shipped = [...run, ...approval, ...deploy('stage', 2, 'staging'), ...deploy('prod', 6, 'production')];

const drawn = (facts: RecordedFact[], subject: LineSubject): string[] =>
  buildLine(facts, subject).map(
    ({ kind, label, state, current, branch }) => `${current ? '> ' : ''}${branch ? '/ ' : ''}${kind} ${label} ${state}`,
  );

describe('buildLine', () => {
  it.each([
    [
      'an execution that just began',
      [run[0] as RecordedFact],
      { kind: 'execution', id: 'run' },
      ['commit 9f3c1a2 succeeded', '> execution #41 running'],
    ],
    [
      'a release on its way, in the order in which it went',
      shipped,
      { kind: 'deployment', id: 'prod' },
      [
        'commit 9f3c1a2 succeeded',
        'execution #41 succeeded',
        'deployment #7 succeeded',
        'approval 1 of 1 succeeded',
        '> deployment #7 succeeded',
      ],
    ],
    [
      'an approval that waits',
      [...run.slice(0, 1), approval[0] as RecordedFact],
      { kind: 'approval', id: 'ok' },
      ['commit 9f3c1a2 succeeded', 'execution #41 running', '> approval 0 of 1 waiting'],
    ],
    [
      'an incident with its rollback as a branch',
      [...rollback, ...incident, ...run, ...deploy('prod', 6, 'production')],
      { kind: 'incident', id: 'inc' },
      [
        'commit 9f3c1a2 succeeded',
        'execution #41 succeeded',
        'deployment #7 warning',
        'firing 412 errors failed',
        '> incident #12 warning',
        '/ rollback #8 succeeded',
      ],
    ],
    [
      'a rollback that is asked for as a deployment',
      [...deploy('prod', 6, 'production'), ...rollback.slice(0, 1)],
      { kind: 'deployment', id: 'back' },
      ['deployment #7 succeeded', '> / rollback #8 running'],
    ],
    [
      'a release',
      deploy('prod', 6, 'production'),
      { kind: 'release', id: 'release' },
      ['deployment #7 succeeded', '> release 1.8.0 succeeded'],
    ],
    ['a commit', run, { kind: 'commit', id: commit.sha }, ['> commit 9f3c1a2 succeeded', 'execution #41 succeeded']],
    [
      'an incident that nothing explains',
      incident,
      { kind: 'firing', id: 'fire' },
      ['> firing 412 errors failed', 'incident #12 failed'],
    ],
    [
      'an artifact',
      [...run, fact('artifact_published', 'art', 3, { details: { name: 'hello.tgz' } })],
      { kind: 'artifact', id: 'art' },
      ['commit 9f3c1a2 succeeded', 'execution #41 succeeded', '> artifact hello.tgz succeeded'],
    ],
  ] as const)('draws %s', (_what, facts, subject, stops) => expect(drawn([...facts], subject)).toEqual([...stops]));

  it('gives the first line of the message, and times in milliseconds', () => {
    const [first, second] = buildLine(run, { kind: 'execution', id: 'run' });
    expect(first).toMatchObject({ title: 'fix: greet by name', detail: 'Ada Lovelace', id: commit.sha });
    expect(second).toMatchObject({ title: 'checkout', durationMs: 540_000, at: at(0) });
  });
});
