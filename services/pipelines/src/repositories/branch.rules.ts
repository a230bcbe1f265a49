/** What a rule is about. That of a pull request is held against the branch which the request is to go into. */
export const RULE_TARGETS = ['branch', 'tag', 'pull_request'] as const;
export type RuleTarget = (typeof RULE_TARGETS)[number];

export interface BranchPattern {
  target: RuleTarget;
  pattern: string;
}

const TAGS = 'refs/tags/';

/** A branch rule's pattern: `main`, `release/*`, `*`, `v?`. `*` stands for any characters, `?` for one. */
export const BRANCH_PATTERN = /^[A-Za-z0-9._/*?-]{1,200}$/;

/** Whether the whole branch name fits the pattern. Every character but `*` and `?` stands for itself. */
export function fits(pattern: string, branch: string): boolean {
  // A hand-made matcher: a pattern of many stars made into a regular expression could take exponential time.
  let [p, b, star, mark] = [0, 0, -1, 0];
  while (b < branch.length) {
    if (pattern[p] === '*') {
      star = p++;
      mark = b;
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === branch[b])) {
      p++;
      b++;
    } else if (star >= 0) {
      p = star + 1;
      b = ++mark;
    } else return false;
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}

/**
 * The rule for what an execution names as its branch: the name of a branch, or the whole ref of a tag. A pull request has
 * none by its ref alone: what may be done with it was decided when it came.
 */
export function ruleFor<R extends BranchPattern>(rules: readonly R[], branch: string): R | undefined {
  if (branch.startsWith(TAGS)) return ruleAbout(rules, 'tag', branch.slice(TAGS.length));
  return branch.startsWith('refs/') ? undefined : ruleAbout(rules, 'branch', branch);
}

/** The rule for a name: an exact one before patterns, and of these the one that says most; undefined when none fits. */
export function ruleAbout<R extends BranchPattern>(
  rules: readonly R[],
  target: RuleTarget,
  name: string,
): R | undefined {
  return rules
    .filter((rule) => rule.target === target && fits(rule.pattern, name))
    .toSorted((a, b) => weight(b.pattern) - weight(a.pattern) || a.pattern.localeCompare(b.pattern))[0];
}

function weight(pattern: string): number {
  if (!/[*?]/.test(pattern)) return Number.MAX_SAFE_INTEGER;
  const literalPrefix = pattern.search(/[*?]/);
  return literalPrefix * 1_000 + pattern.replaceAll(/[*?]/g, '').length;
}
