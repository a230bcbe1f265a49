import type { BranchPattern, RuleTarget } from '../repositories/branch.rules.js';
import type { Verdict, WantedRun } from './wanted-run.rules.js';

/** What a push event says, as far as it matters; everything else is read from the repository itself. */
export interface Push {
  ref: string;
  after: string;
  deleted: boolean;
}

const SHA = /^[0-9a-f]{40}$/;
const NAME = /^(?!-)(?!refs\/)(?!.*\.\.)[A-Za-z0-9._/-]{1,200}$/;
const HEADS = 'refs/heads/';
const TAGS = 'refs/tags/';

/** The push in a webhook body, or undefined when it holds none. */
export function pushOf(body: unknown): Push | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const { ref, after, deleted } = body as Record<string, unknown>;
  if (typeof ref !== 'string' || typeof after !== 'string' || ref.length > 300) return undefined;
  return { ref, after: after.slice(0, 64), deleted: deleted === true };
}

/** Which branch or tag a push asks to be run, or why nothing is. */
export function judgePush(push: Push | null): Verdict {
  if (!push) return { ignored: 'The body names no ref and no commit.' };
  const target = push.ref.startsWith(TAGS) ? 'tag' : 'branch';
  if (target === 'branch' && !push.ref.startsWith(HEADS)) return { ignored: 'Neither a branch nor a tag was pushed.' };
  if (push.deleted || /^0{40}$/.test(push.after)) return { ignored: `The ${target} was deleted.` };
  return target === 'tag' ? tagRun(push) : branchRun(push);
}

// An annotated tag is an object of its own: which commit it names, only the repository knows.
function tagRun({ ref }: Push): Verdict {
  const name = ref.slice(TAGS.length);
  if (!NAME.test(name)) return { ignored: 'The name of the tag has characters that are not supported.' };
  return { target: 'tag', name, label: ref, sha: undefined, isFork: false };
}

function branchRun({ ref, after: sha }: Push): Verdict {
  const name = ref.slice(HEADS.length);
  if (!NAME.test(name)) return { ignored: 'The name of the branch has characters that are not supported.' };
  if (!SHA.test(sha)) return { ignored: 'The commit is not named by 40 hex digits.' };
  return { target: 'branch', name, label: name, sha, isFork: false };
}

const WORDS: Record<RuleTarget, { rule: string; of: string }> = {
  branch: { rule: 'branch rule', of: '' },
  tag: { rule: 'rule for tags', of: 'the tag ' },
  pull_request: { rule: 'rule for pull requests', of: 'one into ' },
};

/** Said when no rule of the repository fits. */
export function noRuleReason(
  { target, name }: Pick<WantedRun, 'target' | 'name'>,
  all: readonly BranchPattern[],
): string {
  const patterns = all.filter((rule) => rule.target === target).map(({ pattern }) => pattern);
  const { rule, of } = WORDS[target];
  const rules = patterns.length > 0 ? `there are rules for ${patterns.join(', ')}` : `the repository has no ${rule}`;
  return `No ${rule} fits ${of}${name}; ${rules}.`;
}
