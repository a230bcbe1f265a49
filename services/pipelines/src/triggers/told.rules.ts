import type { Commit } from '@throughline/contracts';
import type { Scope } from '../definitions/condition-scope.rules.js';
import { ANY, BOOL, TEXT, type ValueType, WHOLE } from '../definitions/condition-type.rules.js';
import type { RuleTarget } from '../repositories/branch.rules.js';

/** Everything that an expression of some trigger may speak of. */
export const TOLD_NAMES = ['body', 'ref', 'branch', 'tag', 'commit', 'pullRequest'] as const;

/** What a trigger is told, by the name of the variable. The body of a call is as `JSON.parse` gives it. */
export type Told = Readonly<Partial<Record<(typeof TOLD_NAMES)[number], unknown>>>;

/** What is told of a pull request, beside its commit. Texts are as whoever opened it wrote them, and null where none came. */
export interface ToldRequest {
  number: number;
  source: string | null;
  target: string;
  title: string | null;
  fork: boolean;
}

/** A value of an input holds no more. */
const MAX_MESSAGE = 2_000;

const record = (name: string, fields: Record<string, ValueType>): ValueType => ({
  kind: 'record',
  fields: new Map(Object.entries(fields)),
  lacks: (field) => `${name} has no ${field}; it has ${Object.keys(fields).join(', ')}`,
});

const COMMIT = record('commit', { sha: TEXT, message: TEXT, author: TEXT, email: TEXT });
const REQUEST = { number: WHOLE, source: TEXT, target: TEXT, title: TEXT, fork: BOOL };
const OF_TARGET: Record<RuleTarget, [string, ValueType]> = {
  branch: ['branch', TEXT],
  tag: ['tag', TEXT],
  pull_request: ['pullRequest', record('pullRequest', REQUEST)],
};

/** What the expressions of a hook speak of. Nobody knows what is in it before the call. */
export const callScope: Scope = new Map([['body', ANY]]);

/** What the expressions of a rule speak of, by what the rule is about. */
export const forgeScope = (target: RuleTarget): Scope =>
  new Map<string, ValueType>([['ref', TEXT], OF_TARGET[target], ['commit', COMMIT]]);

/** What is told of a push to a branch, in the shape of `forgeScope`. */
export const toldOfBranch = (branch: string, commit: Commit): Told => ({
  ...{ ref: `refs/heads/${branch}`, branch, commit: toldOfCommit(commit) },
});

/** As `toldOfBranch`, of a tag by its name. */
export const toldOfTag = (tag: string, commit: Commit): Told => ({
  ...{ ref: `refs/tags/${tag}`, tag, commit: toldOfCommit(commit) },
});

/** As `toldOfBranch`, of a pull request and the whole ref that holds its commits. */
export const toldOfRequest = (ref: string, { number, ...request }: ToldRequest, commit: Commit): Told => ({
  ...{ ref, commit: toldOfCommit(commit) },
  // A whole number of CEL; a number of JavaScript would be one with a fraction.
  pullRequest: { ...request, number: BigInt(number) },
});

const toldOfCommit = ({ sha, message, authorName, authorEmail }: Commit): Record<string, string> => ({
  sha,
  message: message.slice(0, MAX_MESSAGE).toWellFormed(),
  author: authorName,
  email: authorEmail,
});
