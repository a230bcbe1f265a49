import { Link } from '@tanstack/react-router';
import type { ApprovalResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { approvalState } from '../../../shared/model/states.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { StateMark } from '../../../shared/ui/state-mark.js';
import { viewSearch, type ApprovalView } from '../model/approval-view.js';
import classes from './inbox.module.css';

/** One request: its state, what it asks, who asks, and whether this person can answer. */
export function InboxRow({ approval, view }: { approval: ApprovalResponse; view: ApprovalView }) {
  const org = useOrg();
  const note = approval.state === 'pending' && !approval.canVote ? 'waits for others' : undefined;
  return (
    <li>
      <Link
        data-row
        to="/$org/approvals/$approvalId"
        params={{ org, approvalId: approval.id }}
        search={viewSearch(view)}
        className={classes.row}
      >
        <span className={classes.rowHead}>
          <StateMark state={note ? { mark: 'queued', word: 'Waits for others' } : approvalState[approval.state]} />
          <span className={classes.when}>
            <RelativeTime at={approval.requestedAt} />
          </span>
        </span>
        <span className={classes.name}>{approval.title}</span>
        <span className={classes.who}>
          {approval.requestedByName ?? 'Throughline'} · run #{approval.executionNumber}
          {approval.state === 'pending' && approval.expiresAt && (
            <>
              {' · ends '}
              <RelativeTime at={approval.expiresAt} />
            </>
          )}
        </span>
      </Link>
    </li>
  );
}
