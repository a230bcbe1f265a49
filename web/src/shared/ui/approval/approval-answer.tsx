import type { ApprovalRequestResponse } from '../../api/generated/types.gen.js';
import classes from './approval.module.css';
import { effectTitle } from './ending-words.js';
import { VotePanel } from './vote-panel.js';
import { Votes } from './votes.js';

/** What happens after a yes, who has voted, and the vote itself. The evidence stands beside it (`Evidence`). */
export function ApprovalAnswer({ approval }: { approval: ApprovalRequestResponse }) {
  return (
    <>
      <p className={classes.effect}>
        <strong>{effectTitle(approval.state)}</strong>
        {approval.effect}
      </p>
      <Votes approval={approval} />
      <VotePanel key={approval.id} approval={approval} />
    </>
  );
}
