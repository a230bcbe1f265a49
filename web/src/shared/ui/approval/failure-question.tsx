import type { ApprovalRequestResponse, FailureResponse } from '../../api/generated/types.gen.js';
import { useOrg } from '../../lib/use-org.js';
import { TextLink } from '../link-button.js';
import { endingWords } from './ending-words.js';
import { FailureForm } from './failure-form.js';
import { ANSWERED_WORDS } from './failure-words.js';
import classes from './approval.module.css';

type Props = { approval: ApprovalRequestResponse; failure: FailureResponse };

/** What has failed (but where the page shows that already), what may be said to it, and what was said. */
export function FailureQuestion({ approval, failure, isBesideLog = false }: Props & { isBesideLog?: boolean }) {
  const { answer, canAnswer } = failure;
  const refusal = endingWords(approval) ?? failure.cannotAnswerReason;
  return (
    <>
      <p className={classes.effect}>
        <strong>What the answer means</strong>
        {approval.effect}
      </p>
      {!isBesideLog && <FailureFacts approval={approval} failure={failure} />}
      {answer && (
        <p className={classes.refusal}>
          {answer.byName} {ANSWERED_WORDS[answer.choice]}
          {answer.comment && `: ${answer.comment}`}
        </p>
      )}
      {canAnswer && <FailureForm key={approval.id} approvalId={approval.id} form={failure.form} />}
      {!canAnswer && !answer && refusal && <p className={classes.refusal}>{refusal}</p>}
    </>
  );
}

function FailureFacts({ approval: { run }, failure }: Props) {
  const org = useOrg();
  const { message, exitCode, errorText, firstErrorLine, attempt, outcome } = failure;
  return (
    <dl className={classes.facts}>
      <Fact term="Attempt">{outcome === 'timed_out' ? `${attempt}, ran out of time` : `${attempt}, failed`}</Fact>
      {exitCode !== null && <Fact term="Exit code">{exitCode}</Fact>}
      {message && <Fact term="Message">{message}</Fact>}
      {errorText && (
        <Fact term="First error">
          <code>{errorText}</code>
        </Fact>
      )}
      {run && (
        <Fact term="Log">
          <TextLink
            to="/$org/executions/$executionId"
            params={{ org, executionId: run.executionId }}
            search={{ node: run.nodeKey }}
            {...(firstErrorLine !== null && { hash: `L${firstErrorLine}` })}
          >
            {firstErrorLine === null ? 'Open the log' : `Open the log at line ${firstErrorLine}`}
          </TextLink>
        </Fact>
      )}
    </dl>
  );
}

function Fact({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
