import { defineErrors } from '@throughline/kernel';

export const refuseIncident = defineErrors({
  not_found: { category: 'not_found', message: 'There is no such thing, or you may not see it.' },
  incident_state: { category: 'conflict', message: 'The incident is in a state that does not allow this.' },
});
