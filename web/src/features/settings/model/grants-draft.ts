import type {
  EnvironmentGrantsResponse,
  EnvironmentPermission,
  SetEnvironmentGrantsRequest,
} from '../../../shared/api/generated/types.gen.js';

export type Effect = 'allow' | 'deny';
/** `role:developer` or `member:<id>`. */
export type SubjectKey = `role:${string}` | `member:${string}`;
export type Rule = { permission: EnvironmentPermission; subject: SubjectKey; effect: Effect };

/** An environment's rules while they are edited, one line for each permission and subject. */
export type GrantsDraft = { restricted: readonly EnvironmentPermission[]; rules: readonly Rule[] };

export function draftOf({ restricted, grants }: EnvironmentGrantsResponse): GrantsDraft {
  const rules = grants.flatMap((grant) => {
    const subject: SubjectKey = grant.role === null ? `member:${grant.userId ?? ''}` : `role:${grant.role}`;
    const each = (effect: Effect) =>
      grant[effect].map((permission) => ({ permission: permission as EnvironmentPermission, subject, effect }));
    return [...each('allow'), ...each('deny')];
  });
  return { restricted: restricted as EnvironmentPermission[], rules };
}

/** With this effect for the subject, in place of any other; without one, as the role says. */
export function withRule(draft: GrantsDraft, rule: Omit<Rule, 'effect'>, effect: Effect | undefined): GrantsDraft {
  const others = draft.rules.filter((one) => one.permission !== rule.permission || one.subject !== rule.subject);
  return { ...draft, rules: effect ? [...others, { ...rule, effect }] : others };
}

export function withRestriction(
  draft: GrantsDraft,
  permission: EnvironmentPermission,
  isRestricted: boolean,
): GrantsDraft {
  const others = draft.restricted.filter((one) => one !== permission);
  return { ...draft, restricted: isRestricted ? [...others, permission] : others };
}

/** What the server is sent: all of the environment's rules, by subject. */
export function requestOf({ restricted, rules }: GrantsDraft): SetEnvironmentGrantsRequest {
  const subjects = [...new Set(rules.map((rule) => rule.subject))];
  const grants = subjects.map((subject) => {
    const of = (effect: Effect) =>
      rules.filter((rule) => rule.subject === subject && rule.effect === effect).map((rule) => rule.permission);
    const [kind, id = ''] = subject.split(/:(.*)/s);
    return { ...(kind === 'role' ? { role: id } : { userId: id }), allow: of('allow'), deny: of('deny') };
  });
  return { restricted: [...restricted], grants };
}
