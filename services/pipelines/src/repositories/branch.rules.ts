export interface BranchPattern {
  pattern: string;
}

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

/** The rule for a branch: an exact one before patterns, and of these the one that says most; undefined when none fits. */
export function ruleFor<R extends BranchPattern>(rules: readonly R[], branch: string): R | undefined {
  return rules
    .filter((rule) => fits(rule.pattern, branch))
    .toSorted((a, b) => weight(b.pattern) - weight(a.pattern) || a.pattern.localeCompare(b.pattern))[0];
}

function weight(pattern: string): number {
  if (!/[*?]/.test(pattern)) return Number.MAX_SAFE_INTEGER;
  const literalPrefix = pattern.search(/[*?]/);
  return literalPrefix * 1_000 + pattern.replaceAll(/[*?]/g, '').length;
}
