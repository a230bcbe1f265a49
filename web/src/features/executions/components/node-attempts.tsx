import type { NodeResponse } from '../../../shared/api/generated/types.gen.js';
import { useNow } from '../../../shared/lib/use-now.js';
import { nodeState } from '../../../shared/model/states.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { StateMark } from '../../../shared/ui/state-mark.js';
import { isDue } from '../model/is-due.js';
import classes from './node-panel.module.css';

/** The attempts that failed before this one, and when the next begins; nothing for a node that was tried once. */
export function NodeAttempts({ node }: { node: NodeResponse }) {
  if (node.attempts.length === 0) return null;
  return (
    <ol className={classes.attempts} aria-label="Attempts before">
      {node.attempts.map((attempt) => (
        <li key={attempt.attempt}>
          <StateMark state={nodeState[attempt.outcome]} withWord={false} />
          <span>Attempt {attempt.attempt}</span>
          <span className={classes.reason}>{attempt.message ?? nodeState[attempt.outcome].word}</span>
          <span className={classes.minor}>
            <RelativeTime at={attempt.finishedAt} />
          </span>
        </li>
      ))}
      {node.status === 'retrying' && (
        <li>
          <StateMark state={nodeState.retrying} withWord={false} />
          <span>
            Attempt {node.attempt} of {node.maxAttempts}
          </span>
          <span className={classes.reason}>
            <Begin dueAt={node.dueAt} />
          </span>
        </li>
      )}
    </ol>
  );
}

function Begin({ dueAt }: { dueAt: string | null }) {
  const now = useNow();
  if (dueAt !== null && isDue(dueAt, now)) return 'is due';
  return (
    <>
      begins <RelativeTime at={dueAt} />
    </>
  );
}
