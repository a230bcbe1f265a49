import { Link } from '@tanstack/react-router';
import type { ApprovalRequestResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { StateMark } from '../../../shared/ui/state-mark.js';
import type { InboxSearch } from '../model/inbox-search.js';
import { stateFor, subjectOf } from '../model/request-words.js';
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
  const isOpen = state === 'pending' || state === 'changes_requested';
  if (change?.isBreached) {
    return (
      <span className={classes.late}>
        <StateMark state={{ mark: 'failed', word: 'Late' }} /> was due <RelativeTime at={change.dueAt} />
      </span>
    );
  }
  if (!isOpen) return null;
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

function Due({ change: { pausedAt, dueAt } }: { change: NonNullable<ApprovalRequestResponse['change']> }) {
  if (pausedAt) return <span>the clock stands</span>;
  return (
    <span>
      due <RelativeTime at={dueAt} />
    </span>
  );
}
