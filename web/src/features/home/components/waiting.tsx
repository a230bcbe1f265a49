import type { ApprovalRequestResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { approvalState } from '../../../shared/model/states.js';
import { TextLink } from '../../../shared/ui/link-button.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { Section } from '../../../shared/ui/section.js';
import { Item, ItemList, Quiet } from './item-list.js';

type Props = { mine: readonly ApprovalRequestResponse[]; othersCount: number };

/** The second question: what this person is asked to decide. What waits for others is one link. */
export function Waiting({ mine, othersCount }: Props) {
  const org = useOrg();
  const aside = (
    <TextLink to="/$org/approvals" params={{ org }} search={{ view: 'all' }}>
      {othersCount > 0 ? `${othersCount} more for others` : 'All approvals'}
    </TextLink>
  );
  return (
    <Section title="What waits for me?" count={mine.length || undefined} aside={aside}>
      {mine.length === 0 && <Quiet>Nobody is waiting for your decision.</Quiet>}
      {mine.length > 0 && (
        <ItemList label="Waiting for you">
          {mine.map((approval) => (
            <Item
              key={approval.id}
              state={approvalState[approval.state]}
              name={
                <TextLink data-row to="/$org/approvals/$approvalId" params={{ org, approvalId: approval.id }}>
                  {approval.title}
                </TextLink>
              }
              detail={`${approval.requestedByName ?? 'Throughline'} asks · ${subjectOf(approval)} · ${votesLeft(approval)}`}
              end={<RelativeTime at={approval.requestedAt} />}
            />
          ))}
        </ItemList>
      )}
    </Section>
  );
}

function subjectOf({ kind, run, change }: ApprovalRequestResponse): string {
  if (run) return `run #${run.number}`;
  return change ? `change request ${change.number}` : kind;
}

function votesLeft({ votes, requiredVotes }: ApprovalRequestResponse): string {
  const given = votes.filter((vote) => vote.counts && vote.decision === 'approve').length;
  return `${given} of ${requiredVotes} ${requiredVotes === 1 ? 'vote' : 'votes'}`;
}
