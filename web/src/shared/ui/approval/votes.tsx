import type { ApprovalRequestResponse, VoteResponse } from '../../api/generated/types.gen.js';
import type { MarkedState } from '../../model/states.js';
import { RelativeTime } from '../relative-time.js';
import { ShortId } from '../short-id.js';
import { StateMark } from '../state-mark.js';
import classes from './approval.module.css';

const DECISIONS: Record<'approve' | 'reject', MarkedState> = {
  approve: { mark: 'succeeded', word: 'Approved' },
  reject: { mark: 'failed', word: 'Rejected' },
};
const VOID: MarkedState = { mark: 'cancelled', word: 'Void' };

/** Who has voted, how and why, and how many votes are still needed. A vote on other evidence is shown and not counted. */
export function Votes({ approval }: { approval: ApprovalRequestResponse }) {
  const given = approval.votes.filter((vote) => vote.counts && vote.decision === 'approve').length;
  const left = Math.max(0, approval.requiredVotes - given);
  if (approval.votes.length === 0 && approval.state !== 'pending') return null;
  return (
    <ul className={classes.votes}>
      {approval.votes.map((vote) => (
        <Vote key={vote.userId + vote.votedAt} vote={vote} />
      ))}
      {approval.state === 'pending' && (
        <li>
          <StateMark state={{ mark: 'waiting', word: `${left} more ${left === 1 ? 'vote' : 'votes'} needed` }} />
        </li>
      )}
    </ul>
  );
}

function Vote({ vote }: { vote: VoteResponse }) {
  return (
    <li>
      <StateMark state={vote.counts ? DECISIONS[vote.decision] : VOID} /> <strong>{vote.userName}</strong>{' '}
      <span className={classes.dim}>
        {vote.onBehalfOfName && <>for {vote.onBehalfOfName} · </>}
        <RelativeTime at={vote.votedAt} />
      </span>
      {!vote.counts && (
        <p className={classes.comment}>
          {vote.decision === 'approve' ? 'Approved' : 'Rejected'} other evidence
          {vote.evidenceDigest && (
            <>
              {' '}
              (<ShortId id={vote.evidenceDigest} kind="digest" />)
            </>
          )}
          , which has changed since. This vote does not count.
        </p>
      )}
      {vote.comment && <p className={classes.comment}>{vote.comment}</p>}
    </li>
  );
}
