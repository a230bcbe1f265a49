import type { ApprovalResponse } from '../../api/generated/types.gen.js';
import type { MarkedState } from '../../model/states.js';
import { RelativeTime } from '../relative-time.js';
import { StateMark } from '../state-mark.js';
import classes from './approval.module.css';

const DECISIONS: Record<'approve' | 'reject', MarkedState> = {
  approve: { mark: 'succeeded', word: 'Approved' },
  reject: { mark: 'failed', word: 'Rejected' },
};

/** Who has voted, how and why, and how many votes are still needed. */
export function Votes({ approval }: { approval: ApprovalResponse }) {
  const given = approval.votes.filter((vote) => vote.decision === 'approve').length;
  const left = Math.max(0, approval.requiredVotes - given);
  return (
    <ul className={classes.votes}>
      {approval.votes.map((vote) => (
        <li key={vote.userId + vote.votedAt}>
          <StateMark state={DECISIONS[vote.decision]} /> <strong>{vote.userName}</strong>{' '}
          <span className={classes.dim}>
            <RelativeTime at={vote.votedAt} />
          </span>
          {vote.comment && <p className={classes.comment}>{vote.comment}</p>}
        </li>
      ))}
      {approval.state === 'pending' && (
        <li>
          <StateMark state={{ mark: 'waiting', word: `${left} more ${left === 1 ? 'vote' : 'votes'} needed` }} />
        </li>
      )}
    </ul>
  );
}
