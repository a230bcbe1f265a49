import type { OrganizationStatus } from '../../../shared/api/generated/types.gen.js';
import { StateMark } from '../../../shared/ui/state-mark.js';
import { STATUS } from '../model/status-words.js';

/** The standing of an organization: shape, word and colour. */
export function StatusMark({ status }: { status: OrganizationStatus }) {
  return <StateMark state={STATUS[status]} />;
}
