import type { Commit } from '@throughline/contracts';

/** A change that may have caused the errors. */
export interface Candidate {
  changeId: string;
  kind: 'deployment' | 'config';
  title: string;
  /** When it took effect. */
  at: Date;
  deploymentId: string | null;
  executionId: string | null;
  commit: Commit | null;
  isRollback: boolean;
  /** Whether it brought another commit than the one live before; null when that is not known. */
  isNewCode: boolean | null;
  /** Error lines in the 15 minutes before it, and in the 15 minutes from it on. */
  errorsBefore: number;
  errorsAfter: number;
}

export interface Suspect extends Candidate {
  rank: number;
  /** 0 (innocent) to 1. */
  score: number;
  reasons: string[];
}

interface Scene {
  firstErrorAt: Date;
  /** The deployment that was live when the errors began. */
  liveId: string | null;
}

const HALF_LIFE_MS = 30 * 60_000;
const WEIGHTS = { recency: 0.4, live: 0.25, ratio: 0.2, code: 0.15 };
/** Rolling back what brought the old code back can hardly be the cause; a config change alone is one less often. */
const FACTORS = { rollback: 0.2, config: 0.6, deployment: 1 };
const MAX_SUSPECTS = 5;

/**
 * Ranks changes in one service and environment by how likely they caused errors that began at `firstErrorAt`. What took
 * effect after the first error is no suspect. Near in time, live at that moment, errors that were not there before, and
 * new code count; each in words that a person can check.
 */
export function rankSuspects(candidates: readonly Candidate[], firstErrorAt: Date): Suspect[] {
  const earlier = candidates.filter((candidate) => candidate.at <= firstErrorAt);
  const live = earlier.filter(({ kind }) => kind === 'deployment').sort(newestFirst)[0];
  const scene = { firstErrorAt, liveId: live?.deploymentId ?? null };
  return earlier
    .map((candidate) => ({ ...candidate, ...judge(candidate, scene) }))
    .sort((a, b) => b.score - a.score || newestFirst(a, b))
    .slice(0, MAX_SUSPECTS)
    .map((suspect, index) => ({ ...suspect, rank: index + 1 }));
}

const newestFirst = (a: Candidate, b: Candidate): number => b.at.getTime() - a.at.getTime();

function judge(candidate: Candidate, scene: Scene): { score: number; reasons: string[] } {
  const gapMs = scene.firstErrorAt.getTime() - candidate.at.getTime();
  const isLive = candidate.kind === 'deployment' && candidate.deploymentId === scene.liveId;
  const parts =
    WEIGHTS.recency * 0.5 ** (gapMs / HALF_LIFE_MS) +
    WEIGHTS.live * Number(isLive) +
    WEIGHTS.ratio * errorRise(candidate) +
    WEIGHTS.code * Number(candidate.isNewCode === true);
  const factor = candidate.isRollback ? FACTORS.rollback : FACTORS[candidate.kind];
  return { score: Math.round(parts * factor * 100) / 100, reasons: reasonsFor(candidate, gapMs, isLive) };
}

/** 0 when errors did not rise with the change, up to 1 when there were none before. */
function errorRise({ errorsBefore, errorsAfter }: Candidate): number {
  const total = errorsBefore + errorsAfter;
  return total === 0 ? 0 : Math.max(0, (errorsAfter - errorsBefore) / total);
}

function reasonsFor(candidate: Candidate, gapMs: number, isLive: boolean): string[] {
  const { kind, commit, errorsBefore, errorsAfter } = candidate;
  const verb = kind === 'deployment' ? 'Went live' : 'Changed';
  const reasons = [`${verb} ${duration(gapMs)} before the first error`, 'Same service and environment'];
  if (isLive) reasons.push('Was live when the errors began');
  if (errorRise(candidate) > 0)
    reasons.push(`${errorsBefore} errors in the 15 minutes before it, ${errorsAfter} after`);
  if (candidate.isRollback) reasons.push('Brought earlier code back, which speaks against it');
  else if (candidate.isNewCode && commit) {
    reasons.push(`Brought new code: ${commit.sha.slice(0, 7)} by ${commit.authorName}`);
  } else if (candidate.isNewCode === false) reasons.push('Brought no new code');
  return reasons;
}

function duration(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}

const SURE_ENOUGH = 0.5;

/**
 * The deployment that may be undone for the incident, or null. Only the first suspect, only while it is the live one,
 * only when it is the one that the errors are stamped with, and never a rollback: so that nothing is rolled back for
 * errors of a release that is gone already, and no rollback is rolled back.
 */
export function deploymentToUndo(
  suspects: readonly Suspect[],
  evidence: { liveNowId: string | null; erringId: string | null },
): { deploymentId: string; score: number } | null {
  const [first] = suspects;
  if (!first?.deploymentId || first.isRollback || first.score < SURE_ENOUGH) return null;
  if (first.deploymentId !== evidence.liveNowId || first.deploymentId !== evidence.erringId) return null;
  return { deploymentId: first.deploymentId, score: first.score };
}
