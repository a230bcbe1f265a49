import type { Verdict } from './wanted-run.rules.js';

/** What an event about a pull (or merge) request says, as far as it matters. */
export interface PullRequest {
  action: string;
  number: number;
  /** The branch that it is to go into. */
  base: string;
  sha: string;
  isFork: boolean;
  /** The branch that it comes from, as the event names it; not there where it names none. */
  source?: string | undefined;
  /** What whoever opened it calls it, as the source: text that anybody may have written. */
  title?: string | undefined;
  /** Where the repository keeps its commits: below `refs/pull` or `refs/merge-requests`. */
  place: 'pull' | 'merge-requests';
}

type Json = Record<string, unknown>;

const SHA = /^[0-9a-f]{40}$/;
const BRANCH = /^(?!-)(?!refs\/)(?!.*\.\.)[A-Za-z0-9._/-]{1,200}$/;
const MAX_NUMBER = 1_000_000_000;
const MAX_TEXT = 1_000;
/** GitHub's words, Gitea's and GitLab's for: there are commits that were not there before. */
const NEWS = ['opened', 'reopened', 'synchronize', 'synchronized', 'open', 'reopen', 'update'];

/** The pull request in an event of GitHub or Gitea, or undefined when it holds none. */
export function pullRequestOf(body: unknown): PullRequest | undefined {
  const { action, number, pull_request: request } = objectOf(body);
  const { head, base } = objectOf(request);
  const [from, into] = [repositoryOf(head), repositoryOf(base)];
  // Without both there is no telling: a head whose repository is gone was a fork's.
  const isFork = from === undefined || into === undefined || from !== into;
  const facts = { action, number, base: objectOf(base)['ref'], sha: objectOf(head)['sha'] };
  const texts = { source: textOf(objectOf(head)['ref']), title: textOf(objectOf(request)['title']) };
  return checked({ ...facts, ...texts, isFork, place: 'pull' });
}

/** The merge request in an event of GitLab, or undefined when it holds none. An update without new commits is no news. */
export function mergeRequestOf(body: unknown): PullRequest | undefined {
  const attributes = objectOf(objectOf(body)['object_attributes']);
  const { iid, target_branch: base, last_commit: last, source_project_id: from, target_project_id: into } = attributes;
  const isIdle = attributes['action'] === 'update' && typeof attributes['oldrev'] !== 'string';
  const isFork = typeof from !== 'number' || from !== into;
  const facts = { action: isIdle ? 'edited' : attributes['action'], number: iid, base, sha: objectOf(last)['id'] };
  const texts = { source: textOf(attributes['source_branch']), title: textOf(attributes['title']) };
  return checked({ ...facts, ...texts, isFork, place: 'merge-requests' });
}

/** Which commit a pull request asks to be run, or why nothing is. */
export function judgePullRequest(request: PullRequest | null): Verdict {
  if (!request) return { ignored: 'The body names no pull request, branch and commit.' };
  const { action, number, base, sha, isFork, place } = request;
  if (!NEWS.includes(action)) return { ignored: `Nothing follows from a pull request that is ${action}.` };
  return { target: 'pull_request', name: base, label: `refs/${place}/${number}/head`, sha, isFork };
}

type Known = Pick<PullRequest, 'isFork' | 'place' | 'source' | 'title'>;

function checked({
  action,
  number,
  base,
  sha,
  ...known
}: Record<'action' | 'number' | 'base' | 'sha', unknown> & Known) {
  if (typeof action !== 'string' || !/^[a-z_]{1,40}$/.test(action)) return undefined;
  if (!isNumber(number)) return undefined;
  if (typeof base !== 'string' || !BRANCH.test(base) || typeof sha !== 'string' || !SHA.test(sha)) return undefined;
  return { action, number, base, sha, ...known };
}

/** As much of a text as is kept, of characters that can be: neither NUL nor halves. */
const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value.slice(0, MAX_TEXT).replaceAll('\0', '\ufffd').toWellFormed() : undefined;

const isNumber = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= MAX_NUMBER;

const objectOf = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});

/** By its number, which stays when it is renamed. */
function repositoryOf(side: unknown): number | undefined {
  const id = objectOf(objectOf(side)['repo'])['id'];
  return typeof id === 'number' ? id : undefined;
}
