/** What a push event says, as far as it matters; everything else is read from the repository itself. */
export interface Push {
  ref: string;
  after: string;
  deleted: boolean;
}

export type PushVerdict = { branch: string; sha: string } | { ignored: string };

const SHA = /^[0-9a-f]{40}$/;
const BRANCH = /^(?!-)(?!.*\.\.)[A-Za-z0-9._/-]{1,200}$/;
const HEADS = 'refs/heads/';

/** The push in a webhook body, or undefined when it holds none. */
export function pushOf(body: unknown): Push | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const { ref, after, deleted } = body as Record<string, unknown>;
  if (typeof ref !== 'string' || typeof after !== 'string' || ref.length > 300) return undefined;
  return { ref, after: after.slice(0, 64), deleted: deleted === true };
}

/** Which branch and commit a push asks to be run, or why nothing is. */
export function judgePush(push: Push | null): PushVerdict {
  if (!push) return { ignored: 'The body names no ref and no commit.' };
  if (push.ref.startsWith('refs/tags/')) return { ignored: 'A tag was pushed; only branches start pipelines.' };
  if (!push.ref.startsWith(HEADS)) return { ignored: 'Neither a branch nor a tag was pushed.' };
  if (push.deleted || /^0{40}$/.test(push.after)) return { ignored: 'The branch was deleted.' };
  const branch = push.ref.slice(HEADS.length);
  if (!BRANCH.test(branch)) return { ignored: 'The name of the branch has characters that are not supported.' };
  if (!SHA.test(push.after)) return { ignored: 'The commit is not named by 40 hex digits.' };
  return { branch, sha: push.after };
}

/** Said when no rule of the repository fits a branch. */
export function noRuleReason(branch: string, patterns: readonly string[]): string {
  const rules =
    patterns.length > 0 ? `there are rules for ${patterns.join(', ')}` : 'the repository has no branch rule';
  return `No branch rule fits ${branch}; ${rules}.`;
}
