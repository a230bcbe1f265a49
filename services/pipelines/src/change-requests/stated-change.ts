import type { SubmittedEvidence } from '../approvals/evidence.js';

/** What a change request says, which is what the votes on it are about. */
export interface StatedChange {
  title: string;
  type: string;
  description: string;
  effect: string;
  environments: readonly { name: string }[];
}

/** Its evidence. The priority and the assignee are no part of it: they say when and by whom, and not what. */
export function evidenceOf({ title, type, description, effect, environments }: StatedChange): SubmittedEvidence {
  const where = environments.map(({ name }) => ({ term: 'Environment', value: name }));
  return {
    commit: null,
    facts: [
      { term: 'Request', value: title },
      { term: 'Type', value: type },
      ...where,
      { term: 'Description', value: description },
      { term: 'Effect', value: effect },
    ],
  };
}
