import { defineErrors } from '@throughline/kernel';

const NOT_FOUND = 'There is no such thing, or you may not see it.';

export const refuseAlert = defineErrors({
  not_found: { category: 'not_found', message: NOT_FOUND },
  alert_rule_name_taken: { category: 'conflict', message: 'There is an alert rule with this name already.' },
});
