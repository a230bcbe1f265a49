import type { LineState, RecordedFact } from '../ledger/change-fact.rules.js';

export const LINE_KINDS = [
  'commit',
  'execution',
  'approval',
  'artifact',
  'deployment',
  'release',
  'firing',
  'incident',
  'rollback',
] as const;
export type LineKind = (typeof LINE_KINDS)[number];
export const SUBJECT_KINDS = [
  'execution',
  'approval',
  'artifact',
  'release',
  'deployment',
  'firing',
  'incident',
  'commit',
] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

export interface LineSubject {
  kind: SubjectKind;
  id: string;
}

export interface LineStop {
  kind: LineKind;
  id: string;
  label: string;
  title: string;
  detail: string;
  state: LineState;
  current: boolean;
  branch: boolean;
  at: Date | null;
  durationMs: number | null;
  environmentName: string | null;
}

type Draft = Omit<LineStop, 'current' | 'branch' | 'detail' | 'durationMs' | 'environmentName'> &
  Partial<Pick<LineStop, 'branch' | 'detail' | 'durationMs' | 'environmentName'>>;

/**
 * Draws the line of a chain of facts: commit → execution → approvals and deployments in the order in which they
 * happened → firing → incident, and each rollback as a branch. Artifact and release are stops only when they are asked
 * for. The subject is marked as current.
 */
export function buildLine(facts: readonly RecordedFact[], subject: LineSubject): LineStop[] {
  const inOrder = [...facts].sort((a, b) => a.at.getTime() - b.at.getTime());
  const middle = [...approvals(inOrder), ...deployments(inOrder), ...asked(inOrder, subject)];
  const drafts = [
    ...commit(inOrder),
    ...execution(inOrder),
    ...middle.sort((a, b) => (a.at?.getTime() ?? 0) - (b.at?.getTime() ?? 0)),
    ...firings(inOrder),
    ...incidents(inOrder),
    ...rollbacks(inOrder),
  ];
  return drafts.map((draft) => ({
    branch: false,
    detail: '',
    durationMs: null,
    environmentName: null,
    ...draft,
    current: isSubject(draft, subject),
  }));
}

/** A rollback is a deployment too: asked for as one, it is its own stop on the branch. */
function isSubject({ kind, id }: Draft, subject: LineSubject): boolean {
  return id === subject.id && (kind === subject.kind || (kind === 'rollback' && subject.kind === 'deployment'));
}

/** Facts of some kinds, gathered by what they are about, in order of the first. */
function bySubject(facts: readonly RecordedFact[], ...kinds: RecordedFact['kind'][]): RecordedFact[][] {
  const groups = new Map<string, RecordedFact[]>();
  for (const fact of facts.filter(({ kind }) => kinds.includes(kind))) {
    groups.set(fact.subjectId, [...(groups.get(fact.subjectId) ?? []), fact]);
  }
  return [...groups.values()];
}

const ends = (group: readonly RecordedFact[]): { first: RecordedFact; last: RecordedFact } => {
  const [first] = group;
  const last = group.at(-1);
  if (!first || !last) throw new RangeError('a group of facts is never empty');
  return { first, last };
};

function commit(facts: readonly RecordedFact[]): Draft[] {
  const found = facts.find((fact) => fact.commit)?.commit;
  if (!found) return [];
  const { sha, message, authorName } = found;
  return [
    {
      kind: 'commit',
      id: sha,
      label: sha.slice(0, 7),
      title: message.split('\n')[0] ?? '',
      detail: authorName,
      state: 'succeeded',
      at: new Date(found.authoredAt),
    },
  ];
}

function execution(facts: readonly RecordedFact[]): Draft[] {
  return bySubject(facts, 'execution_started', 'execution_finished').map((group) => {
    const { first, last } = ends(group);
    const finished = group.find((fact) => fact.kind === 'execution_finished');
    const shown = finished ?? last;
    return {
      kind: 'execution',
      id: shown.subjectId,
      label: `#${shown.details.number ?? '?'}`,
      title: shown.details.name ?? '',
      state: shown.state,
      at: first.at,
      durationMs: finished?.details.durationMs ?? null,
    };
  });
}

function approvals(facts: readonly RecordedFact[]): Draft[] {
  return bySubject(facts, 'approval_requested', 'approval_decided').map((group) => {
    const { first } = ends(group);
    const decided = group.find((fact) => fact.kind === 'approval_decided');
    const { title, details, state } = decided ?? first;
    return {
      kind: 'approval',
      id: first.subjectId,
      label: `${details.votes ?? 0} of ${details.requiredVotes ?? 1}`,
      title,
      detail: decided ? `${details.outcome ?? ''} by ${decided.actor?.name ?? 'nobody'}` : 'waiting',
      state,
      at: first.at,
    };
  });
}

const isForward = (fact: RecordedFact): boolean => fact.details.deploymentKind !== 'rollback';

function deployments(facts: readonly RecordedFact[]): Draft[] {
  const undone = new Set(
    facts
      .filter(({ kind, state }) => kind === 'deployment_rolled_back' && state === 'succeeded')
      .map((fact) => fact.deploymentId),
  );
  return bySubject(facts.filter(isForward), 'deployment_started', 'deployment_finished').map((group) => {
    const { first } = ends(group);
    const finished = group.find((fact) => fact.kind === 'deployment_finished');
    const shown = finished ?? first;
    const isUndone = undone.has(shown.subjectId);
    return {
      kind: 'deployment',
      id: shown.subjectId,
      label: `#${shown.details.number ?? '?'}`,
      title: shown.details.version ?? '',
      detail: isUndone ? 'rolled back' : '',
      state: isUndone ? 'warning' : shown.state,
      at: first.at,
      durationMs: finished?.details.durationMs ?? null,
      environmentName: shown.details.environmentName ?? null,
    };
  });
}

function asked(facts: readonly RecordedFact[], subject: LineSubject): Draft[] {
  if (subject.kind === 'artifact') {
    return facts
      .filter((fact) => fact.kind === 'artifact_published' && fact.subjectId === subject.id)
      .map(({ details, title, state, at }) => ({
        kind: 'artifact' as const,
        id: subject.id,
        label: details.name ?? '',
        title,
        state,
        at,
      }));
  }
  const release = subject.kind === 'release' && facts.find((fact) => fact.releaseId === subject.id && isForward(fact));
  if (!release) return [];
  const { version = '' } = release.details;
  // One millisecond before its first deployment, which it is made for.
  const at = new Date(release.at.getTime() - 1);
  return [{ kind: 'release', id: subject.id, label: version, title: `Release ${version}`, state: 'succeeded', at }];
}

function firings(facts: readonly RecordedFact[]): Draft[] {
  return bySubject(facts, 'firing_started', 'firing_resolved').map((group) => {
    const { first, last } = ends(group);
    const isOver = last.kind === 'firing_resolved';
    return {
      kind: 'firing',
      id: first.subjectId,
      label: `${first.details.value ?? 0} errors`,
      title: first.details.name ?? '',
      detail: isOver ? 'resolved' : '',
      state: isOver ? 'succeeded' : 'failed',
      at: first.at,
    };
  });
}

const INCIDENT_WORDS: Partial<Record<RecordedFact['kind'], string>> = {
  incident_mitigated: 'mitigated',
  incident_resolved: 'resolved',
};

function incidents(facts: readonly RecordedFact[]): Draft[] {
  return bySubject(facts, 'incident_opened', 'incident_mitigated', 'incident_resolved').map((group) => {
    const { first, last } = ends(group);
    return {
      kind: 'incident',
      id: first.subjectId,
      label: `#${first.details.number ?? '?'}`,
      title: first.details.name ?? first.title,
      detail: INCIDENT_WORDS[last.kind] ?? 'open',
      state: last.state,
      at: first.at,
    };
  });
}

function rollbacks(facts: readonly RecordedFact[]): Draft[] {
  return bySubject(facts, 'deployment_rolled_back').map((group) => {
    const { first } = ends(group);
    const ended = group.find((fact) => fact.state !== 'running');
    const shown = ended ?? first;
    return {
      kind: 'rollback',
      id: first.subjectId,
      label: `#${shown.details.number ?? '?'}`,
      title: `back to ${shown.details.version ?? '?'}`,
      state: shown.state,
      branch: true,
      at: first.at,
      durationMs: ended ? Math.max(0, ended.at.getTime() - first.at.getTime()) : null,
      environmentName: shown.details.environmentName ?? null,
    };
  });
}
