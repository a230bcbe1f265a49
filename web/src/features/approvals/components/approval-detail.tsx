import type { ApprovalRequestResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { approvalState } from '../../../shared/model/states.js';
import { ApprovalAnswer } from '../../../shared/ui/approval/approval-answer.js';
import { isOpen } from '../../../shared/ui/approval/ending-words.js';
import { FailureQuestion } from '../../../shared/ui/approval/failure-question.js';
import { Evidence } from '../../../shared/ui/approval/evidence.js';
import { ObjectLine } from '../../../shared/ui/line/object-line.js';
import { TextLink } from '../../../shared/ui/link-button.js';
import { Page } from '../../../shared/ui/page.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import { Section } from '../../../shared/ui/section.js';
import { StateMark } from '../../../shared/ui/state-mark.js';
import { ActivityThread } from './activity-thread.js';
import { AnswerForm } from './answer-form.js';
import classes from './inbox.module.css';
import { RequestActions } from './request-actions.js';
import { RequestFacts } from './request-facts.js';
import { RequestMeta } from './request-meta.js';

/** One request: the line it is on, what a yes changes and the votes, or what has failed, the evidence beside them, and what was said. */
export function ApprovalDetail({ approval }: { approval: ApprovalRequestResponse }) {
  const org = useOrg();
  const { id, title, state, supersededBy, failure } = approval;
  return (
    <Page>
      <div className={classes.back}>
        <TextLink to="/$org/approvals" params={{ org }}>
          ← All requests
        </TextLink>
      </div>
      <PageHeader
        title={title}
        mark={<StateMark state={approvalState[state]} size="md" />}
        meta={<RequestMeta approval={approval} />}
        actions={<RequestActions approval={approval} />}
      >
        {approval.run && <ObjectLine kind="approval" id={id} />}
      </PageHeader>
      {supersededBy && <Superseded by={supersededBy} />}
      <div className={classes.columns}>
        <div>
          <Section title={titleOf(approval)}>
            <RequestFacts approval={approval} />
            {failure ? (
              <FailureQuestion approval={approval} failure={failure} />
            ) : (
              <ApprovalAnswer approval={approval} />
            )}
            {approval.canAnswer && <AnswerForm approvalId={id} />}
          </Section>
        </div>
        <div className={classes.evidence}>
          <Section title="Evidence">
            <Evidence pack={approval.pack} />
          </Section>
        </div>
        <div>
          <ActivityThread approvalId={id} />
        </div>
      </div>
    </Page>
  );
}

function titleOf({ state, failure }: ApprovalRequestResponse): string {
  if (!isOpen(state)) return 'How it ended';
  return failure ? 'Your answer' : 'Your decision';
}

function Superseded({ by }: { by: NonNullable<ApprovalRequestResponse['supersededBy']> }) {
  const org = useOrg();
  return (
    <p className={classes.notice}>
      A newer commit asks the same question:{' '}
      <TextLink to="/$org/approvals/$approvalId" params={{ org, approvalId: by.approvalId }}>
        {`run #${by.number}`}
      </TextLink>
      .
    </p>
  );
}
