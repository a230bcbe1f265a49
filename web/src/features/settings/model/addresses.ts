import type { InviteOutcome } from '../../../shared/api/generated/types.gen.js';

export const MAX_ADDRESSES = 50;

/** The addresses in a pasted text: one a line, or apart by commas, semicolons or blanks; `Ada <ada@x>` counts as one. */
export function addressesIn(text: string): string[] {
  return text
    .replaceAll(/[^\n,;<]*<([^>\n]*)>/g, ' $1 ')
    .split(/[\s,;]+/)
    .filter((part) => part !== '');
}

/** What became of an address, in words. */
export const OUTCOME_WORDS: Record<InviteOutcome, string> = {
  invited: 'invited',
  already_member: 'is a member already',
  address_invalid: 'is no e-mail address',
  plan_full: 'not invited: the plan has no room for another member',
  repeated: 'is in the list twice',
};
