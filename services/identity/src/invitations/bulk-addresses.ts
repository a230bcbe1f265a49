import type { InviteOutcome } from './invitations.dto.js';

export interface JudgedAddress {
  /** As it was sent. */
  email: string;
  /** As it is kept; of no meaning unless the outcome is undefined. */
  normalized: string;
  /** Why it is not invited; undefined when it can be. */
  refusal: Exclude<InviteOutcome, 'invited'> | undefined;
}

export interface AddressRules {
  isAddress: (text: string) => boolean;
  normalize: (text: string) => string;
  members: ReadonlySet<string>;
  /** Whether the plan has room for another member. */
  hasRoom: boolean;
}

/** Judges each of many addresses for itself, so that one typo keeps nobody else from being invited. */
export function judgeAddresses(emails: readonly string[], rules: AddressRules): JudgedAddress[] {
  const seen = new Set<string>();
  return emails.map((email) => {
    const normalized = rules.normalize(email);
    const refusal = refusalOf(normalized, seen, rules);
    seen.add(normalized);
    return { email, normalized, refusal };
  });
}

function refusalOf(address: string, seen: ReadonlySet<string>, rules: AddressRules): JudgedAddress['refusal'] {
  if (!rules.isAddress(address)) return 'address_invalid';
  if (seen.has(address)) return 'repeated';
  if (rules.members.has(address)) return 'already_member';
  return rules.hasRoom ? undefined : 'plan_full';
}
