import { Link } from '@tanstack/react-router';
import type { ApprovalRequestResponse } from '../../../shared/api/generated/types.gen.js';
import { useNow } from '../../../shared/lib/use-now.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { isOpen } from '../../../shared/ui/approval/ending-words.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { StateMark } from '../../../shared/ui/state-mark.js';
import type { InboxSearch } from '../model/inbox-search.js';
import { stateFor, subjectOf, urgencyOf } from '../model/request-words.js';
import classes from './inbox.module.css';

/** One request: its state, what it asks, who asks, where, and until when. */
export function InboxRow({ request, search }: { request: ApprovalRequestResponse; search: InboxSearch }) {
  const org = useOrg();
  const where = request.environments.map(({ name }) => name).join(', ');
  return (
    <li>
      <Link
        data-row
        to="/$org/approvals/$approvalId"
        params={{ org, approvalId: request.id }}
        search={search}
        className={classes.row}
      >
        <span className={classes.rowHead}>
          <StateMark state={stateFor(request)} />
          <span className={classes.when}>
            <RelativeTime at={request.requestedAt} />
          </span>
        </span>
        <span className={classes.name}>{request.title}</span>
        <span className={classes.who}>
          {request.requestedByName ?? 'Throughline'} · {subjectOf(request)}
          {where && ` · ${where}`}
        </span>
        <Clock request={request} />
      </Link>
    </li>
  );
}

/** Until when it should be decided, and when it ends by itself. */
function Clock({ request: { state, change, expiresAt } }: { request: ApprovalRequestResponse }) {
  if (!isOpen(state)) return null;
  return (
    <span className={classes.clock}>
      {change && <Due change={change} />}
      {expiresAt && (
        <span>
          ends <RelativeTime at={expiresAt} />
        </span>
      )}
    </span>
  );
}

function Due({ change }: { change: NonNullable<ApprovalRequestResponse['change']> }) {
  const urgency = urgencyOf(change, useNow());
  if (change.pausedAt) return <span>the clock stands</span>;
  return (
    <span className={classes.due}>
      {urgency && <StateMark state={urgency} />}
      <span>
        {urgency?.mark === 'failed' ? 'was due' : 'due'} <RelativeTime at={change.dueAt} />
      </span>
    </span>
  );
}
