import type { SuspectResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { TextLink } from '../../../shared/ui/link-button.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { Score } from './score.js';
import classes from './suspects.module.css';

/** A less likely cause in two lines. */
export function OtherSuspect({ suspect }: { suspect: SuspectResponse }) {
  const org = useOrg();
  const { deploymentId, commit } = suspect;
  return (
    <li className={classes.other}>
      <div className={classes.words}>
        <span className={classes.otherTitle}>
          {deploymentId ? (
            <TextLink to="/$org/deployments/$deploymentId" params={{ org, deploymentId }}>
              {suspect.title}
            </TextLink>
          ) : (
            suspect.title
          )}
        </span>
        <span className={classes.why}>
          <RelativeTime at={suspect.at} />
          {commit && ` · ${commit.sha.slice(0, 7)} by ${commit.authorName}`}
          {suspect.reasons.length > 0 && ` · ${suspect.reasons.join(' · ')}`}
        </span>
      </div>
      <Score score={suspect.score} />
    </li>
  );
}
