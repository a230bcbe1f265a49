import { builtinRules } from 'eslint/use-at-your-own-risk';
import type { Rule as CoreRule } from 'eslint';

type Reported = CoreRule.ReportDescriptor & { node?: { parent?: { type: string; callee?: Called } } };
type Called = { type: string; name?: string; object?: Called };

/** `describeInBrowser` is a `describe` that skips itself where there is none. */
const GROUP = /^(suite|describe([A-Z]\w*)?)$/;
const core = builtinRules.get('max-lines-per-function');
if (!core) throw new Error('ESLint no longer ships max-lines-per-function');

/** ESLint's max-lines-per-function for specs: a test is a function like any other, a `describe` is a chapter. */
export const testFunctionLength: CoreRule.RuleModule = {
  ...core,
  create(context) {
    const report = (problem: Reported): void => {
      if (!isChapter(problem.node?.parent)) context.report(problem);
    };
    return core.create(Object.create(context, { report: { value: report } }) as CoreRule.RuleContext);
  },
};

function isChapter(parent: { type: string; callee?: Called } | undefined): boolean {
  return parent?.type === 'CallExpression' && parent.callee !== undefined && GROUP.test(rootName(parent.callee));
}

/** `describe` of `describe.each(rows)(…)`, `describe.skip(…)` and `describe(…)` alike. */
function rootName(callee: Called & { callee?: Called; tag?: Called }): string {
  const inner = callee.object ?? callee.callee ?? callee.tag;
  return inner ? rootName(inner) : (callee.name ?? '');
}
