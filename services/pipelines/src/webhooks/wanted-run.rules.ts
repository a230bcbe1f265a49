import type { RuleTarget } from '../repositories/branch.rules.js';

/** What a delivery asks to be run, before anybody has asked the rules. */
export interface WantedRun {
  target: RuleTarget;
  /** What rules are held against: the branch, the tag, or the branch that a pull request is to go into. */
  name: string;
  /** As the execution names it: a branch by its name, everything else by the whole ref. */
  label: string;
  /** The commit; undefined where the ref itself says it. */
  sha: string | undefined;
  /** From a repository of somebody else's. */
  isFork: boolean;
}

export type Verdict = WantedRun | { ignored: string };
