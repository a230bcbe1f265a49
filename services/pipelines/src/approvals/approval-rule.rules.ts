export const COMMENT_RULES = ['optional', 'reject', 'always'] as const;
export type CommentRule = (typeof COMMENT_RULES)[number];
export const AUTHOR_RULES = ['barred', 'allowed'] as const;
export type AuthorRule = (typeof AUTHOR_RULES)[number];

/** Who may vote on a request and how, beside the permission. Three empty lists: everybody who holds the permission. */
export interface ApprovalRule {
  /** Preset roles, as a member's own role ranks. */
  roles: string[];
  /** Slugs of approval groups. */
  groups: string[];
  /** Ids of members. */
  members: string[];
  /** When a vote needs words. */
  comment: CommentRule;
  /** Whether the author of the commit may vote; who asks never may. */
  author: AuthorRule;
}

export const OPEN_RULE: ApprovalRule = { roles: [], groups: [], members: [], comment: 'optional', author: 'barred' };

/** A rule with what is not said filled in. */
export function completeRule(said: { [K in keyof ApprovalRule]?: ApprovalRule[K] | undefined }): ApprovalRule {
  const { roles, groups, members, comment, author } = said;
  return {
    roles: roles ?? OPEN_RULE.roles,
    groups: groups ?? OPEN_RULE.groups,
    members: members ?? OPEN_RULE.members,
    comment: comment ?? OPEN_RULE.comment,
    author: author ?? OPEN_RULE.author,
  };
}
