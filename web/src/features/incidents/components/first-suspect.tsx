import type { IncidentSummaryResponse, SuspectResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { LinkButton } from '../../../shared/ui/link-button.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { ShortId } from '../../../shared/ui/short-id.js';
import { RollBack } from './roll-back.js';
import { Score } from './score.js';
import classes from './suspects.module.css';

type Props = { incident: IncidentSummaryResponse; suspect: SuspectResponse };

/** The likeliest cause: what it is, who made it, why it is suspected, and the way back. */
export function FirstSuspect({ incident, suspect }: Props) {
  const org = useOrg();
  const { commit, deploymentId, executionId } = suspect;
  return (
    <article className={classes.first} aria-label={`First suspect: ${suspect.title}`}>
      <div className={classes.head}>
        <div className={classes.words}>
          <h3 className={classes.title}>{suspect.title}</h3>
          <p className={classes.when}>
            <RelativeTime at={suspect.at} />
          </p>
        </div>
        <Score score={suspect.score} />
      </div>
      {commit && (
        <p className={classes.commit}>
          <ShortId id={commit.sha} kind="commit" />
          <span className={classes.message}>{commit.message.split('\n')[0]}</span>
          <span className={classes.author}>
            {commit.authorName} on {commit.branch}
          </span>
        </p>
      )}
      <ul className={classes.reasons} aria-label="What speaks against it">
        {suspect.reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      <div className={classes.ways}>
        {deploymentId && <RollBack incident={incident} deploymentId={deploymentId} />}
        {deploymentId && (
          <LinkButton variant="default" to="/$org/deployments/$deploymentId" params={{ org, deploymentId }}>
            Deployment
          </LinkButton>
        )}
        {executionId && (
          <LinkButton variant="default" to="/$org/executions/$executionId" params={{ org, executionId }}>
            Run that built it
          </LinkButton>
        )}
      </div>
    </article>
  );
}
