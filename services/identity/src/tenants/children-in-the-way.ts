import type { OrgStatus } from '@throughline/contracts';

/** An organization of an agency, as far as it decides over the agency's end. */
export interface ChildStanding {
  slug: string;
  status: OrgStatus;
  deletionDueAt: Date | null;
}

/** The children that would outlive their agency: each has to end with it or before. */
export function childrenInTheWay(children: readonly ChildStanding[], due: Date): ChildStanding[] {
  return children.filter(({ deletionDueAt }) => deletionDueAt === null || deletionDueAt > due);
}

const NAMES_SHOWN = 5;

/** Their addresses in words, the first few. */
export function inWords(children: readonly ChildStanding[]): string {
  const names = children.slice(0, NAMES_SHOWN).map(({ slug }) => slug);
  const rest = children.length - names.length;
  return rest > 0 ? `${names.join(', ')} and ${rest} more` : names.join(', ');
}
