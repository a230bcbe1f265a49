import type { Commit } from '@throughline/contracts';
import type { RuleTarget } from '../repositories/branch.rules.js';
import { type Told, toldOfBranch, toldOfRequest, toldOfTag } from '../triggers/told.rules.js';
import { type Expressions, inputsTold, type Resolved } from '../triggers/trigger-inputs.rules.js';
import type { PullRequest } from './pull-request.rules.js';
import type { WantedRun } from './wanted-run.rules.js';

const TELLERS: Record<RuleTarget, string> = { branch: 'The push', tag: 'The tag', pull_request: 'The pull request' };

/**
 * What a rule gives for what a delivery asks to be run: the forge's words about a pull request, the repository's own about
 * the commit. Undefined for a rule that gives nothing.
 */
export function givenByRule(
  expressions: Expressions,
  wanted: WantedRun,
  commit: Commit,
  request: PullRequest | null,
): Resolved | undefined {
  if (Object.keys(expressions).length === 0) return undefined;
  return inputsTold(expressions, toldOf(wanted, commit, request), TELLERS[wanted.target]);
}

function toldOf({ target, name, label, isFork }: WantedRun, commit: Commit, request: PullRequest | null): Told {
  if (target === 'branch') return toldOfBranch(name, commit);
  if (target === 'tag' || !request) return toldOfTag(name, commit);
  const { number, source = null, title = null } = request;
  return toldOfRequest(label, { number, source, title, target: name, fork: isFork }, commit);
}
