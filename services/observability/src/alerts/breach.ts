import type { AlertRuleRow, Place } from './alert-rules.repository.js';
import type { ErrorGroup } from './error-counts.queries.js';

/** What an evaluation saw. */
export interface Breach {
  rule: AlertRuleRow;
  /** Largest first. */
  groups: ErrorGroup[];
  value: number;
  now: Date;
}

export function placeOf(rule: AlertRuleRow): Place {
  return { serviceId: rule.service_id, environmentId: rule.environment_id };
}
