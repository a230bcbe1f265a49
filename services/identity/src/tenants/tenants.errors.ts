import { defineErrors } from '@throughline/kernel';

export const refuse = defineErrors({
  organization_unknown: { category: 'not_found', message: 'There is no such organization.' },
  standing_refused: { category: 'conflict', message: 'The organization is not in a state in which this can be done.' },
  standing_changed: { category: 'conflict', message: 'Somebody else changed the organization meanwhile. Look again.' },
  deletion_too_soon: {
    category: 'unprocessable',
    message: 'A deletion lies at least 7 days ahead, so that it can be taken back.',
  },
  deletion_too_far: { category: 'unprocessable', message: 'A deletion lies at most a year ahead.' },
  deletion_not_yours: {
    category: 'forbidden',
    message: 'This deletion was scheduled by the people who run the installation. Ask them to take it back.',
  },
  slug_not_confirmed: {
    category: 'unprocessable',
    message: 'Type the address of the organization to confirm its deletion.',
  },
  children_stay: {
    category: 'conflict',
    message: 'Other organizations belong to this one and would outlive it. Schedule their deletion first.',
  },
  agency_leaves: {
    category: 'conflict',
    message: 'The agency of this organization is to be deleted, and this organization before it. Take that back first.',
  },
  note_unknown: { category: 'not_found', message: 'There is no such note.' },
  note_not_yours: { category: 'forbidden', message: 'Only its author can change a note.' },
});
