import type { ApprovalResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { approvalState } from '../../../shared/model/states.js';
import { ApprovalAnswer } from '../../../shared/ui/approval/approval-answer.js';
import { Evidence } from '../../../shared/ui/approval/evidence.js';
import { ObjectLine } from '../../../shared/ui/line/object-line.js';
import { TextLink } from '../../../shared/ui/link-button.js';
import { Page } from '../../../shared/ui/page.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { Section } from '../../../shared/ui/section.js';
import { StateMark } from '../../../shared/ui/state-mark.js';
import classes from './inbox.module.css';

/** One request: the line it is on, what a yes changes, the votes, and the evidence beside them. */
export function ApprovalDetail({ approval }: { approval: ApprovalResponse }) {
  const org = useOrg();
  return (
    <Page>
      <div className={classes.back}>
        <TextLink to="/$org/approvals" params={{ org }}>
          ← All requests
        </TextLink>
      </div>
      <PageHeader
        title={approval.title}
        mark={<StateMark state={approvalState[approval.state]} size="md" />}
        meta={<Meta approval={approval} org={org} />}
      >
        <ObjectLine kind="approval" id={approval.id} />
      </PageHeader>
      <div className={classes.columns}>
        <div>
          <Section title="Your decision">
            <ApprovalAnswer approval={approval} />
          </Section>
        </div>
        <div>
          <Section title="Evidence">
            <Evidence evidence={approval.evidence} />
          </Section>
        </div>
      </div>
    </Page>
  );
}

function Meta({ approval, org }: { approval: ApprovalResponse; org: string }) {
  return (
    <>
      <span>{approval.requestedByName ?? 'Throughline'} asks</span>
      <RelativeTime at={approval.requestedAt} />
      <TextLink to="/$org/executions/$executionId" params={{ org, executionId: approval.executionId }}>
        {`${approval.pipelineName} #${approval.executionNumber}`}
      </TextLink>
      {approval.state === 'pending' && approval.expiresAt && (
        <span>
          ends <RelativeTime at={approval.expiresAt} />
        </span>
      )}
      {approval.decidedAt && (
        <span>
          decided <RelativeTime at={approval.decidedAt} />
        </span>
      )}
    </>
  );
}
