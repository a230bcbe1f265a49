import type { ReactNode } from 'react';
import type { ApprovalRequestResponse } from '../../../shared/api/generated/types.gen.js';
import { useNow } from '../../../shared/lib/use-now.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { isOpen } from '../../../shared/ui/approval/ending-words.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { StateMark } from '../../../shared/ui/state-mark.js';
import { useMemberChoice } from '../api/approvals.js';
import { PRIORITY_WORDS, urgencyOf, votersOf } from '../model/request-words.js';
import classes from './inbox.module.css';

/** Where it is about, how urgent it is, who takes care of it, and who may vote. */
export function RequestFacts({ approval }: { approval: ApprovalRequestResponse }) {
  const members = useMemberChoice(useOrg());
  const { environments, change, rule, failure } = approval;
  const voters = votersOf(approval, (userId) => members.find((member) => member.userId === userId)?.fullName);
  const facts: [string, ReactNode][] = [];
  if (environments.length > 0) facts.push(['Where', environments.map(({ name }) => name).join(', ')]);
  if (change) {
    facts.push(['Priority', PRIORITY_WORDS[change.priority]]);
    facts.push([isOpen(approval.state) ? 'Due' : 'Was due', <Due key="due" approval={approval} change={change} />]);
    facts.push(['Taken care of by', change.assigneeName ?? 'Nobody yet']);
  }
  if (voters.length > 0) facts.push([failure ? 'Who may answer' : 'Who may vote', voters.join(', ')]);
  if (rule.author === 'allowed' && !failure) facts.push(['The author', 'may vote on their own commit']);
  if (facts.length === 0) return null;
  return (
    <dl className={classes.facts}>
      {facts.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

type DueProps = { approval: ApprovalRequestResponse; change: NonNullable<ApprovalRequestResponse['change']> };

function Due({ approval, change }: DueProps) {
  const urgency = urgencyOf(change, useNow());
  if (!isOpen(approval.state)) return <RelativeTime at={change.dueAt} />;
  if (change.pausedAt) return <StateMark state={{ mark: 'waiting', word: 'Stands until answered' }} />;
  return (
    <span className={classes.due}>
      <RelativeTime at={change.dueAt} />
      {urgency && <StateMark state={urgency} />}
    </span>
  );
}
