import type { ApprovalRequestResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { ENDED_WORDS, isOpen } from '../../../shared/ui/approval/ending-words.js';
import { TextLink } from '../../../shared/ui/link-button.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { subjectOf } from '../model/request-words.js';

/** Who asks, when, about what, and until when. */
export function RequestMeta({ approval }: { approval: ApprovalRequestResponse }) {
  const org = useOrg();
  const { run, state, expiresAt, decidedAt } = approval;
  return (
    <>
      <span>{approval.requestedByName ?? 'Throughline'} asks</span>
      <RelativeTime at={approval.requestedAt} />
      {run ? (
        <TextLink to="/$org/executions/$executionId" params={{ org, executionId: run.executionId }}>
          {subjectOf(approval)}
        </TextLink>
      ) : (
        <span>{subjectOf(approval)}</span>
      )}
      {isOpen(state) && expiresAt && (
        <span>
          ends <RelativeTime at={expiresAt} />
        </span>
      )}
      {decidedAt && (
        <span>
          {ENDED_WORDS[state]} <RelativeTime at={decidedAt} />
        </span>
      )}
    </>
  );
}
