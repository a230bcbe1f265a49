import { Button } from '@mantine/core';
import type { DeploymentKind, DeploymentSummaryResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { deploymentState } from '../../../shared/model/states.js';
import { Duration } from '../../../shared/ui/duration.js';
import { TextLink } from '../../../shared/ui/link-button.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { StateMark } from '../../../shared/ui/state-mark.js';
import classes from './history.module.css';

const KINDS: Record<DeploymentKind, string> = {
  deploy: 'deployed by',
  promotion: 'promoted by',
  rollback: 'rolled back by',
};

type Props = { deployment: DeploymentSummaryResponse; isLive: boolean; onCompare: ((id: string) => void) | undefined };

/** One deployment of a slot's history. */
export function HistoryItem({ deployment, isLive, onCompare }: Props) {
  const org = useOrg();
  const { id, number, version, kind, status, message } = deployment;
  return (
    <li className={classes.item} data-live={isLive || undefined}>
      <span className={classes.version}>
        <TextLink to="/$org/deployments/$deploymentId" params={{ org, deploymentId: id }} fw={600}>
          {`${version} (#${number})`}
        </TextLink>
      </span>
      <span className={classes.state}>
        <StateMark state={deploymentState[status]} />
      </span>
      <span className={classes.facts}>
        <RelativeTime at={deployment.createdAt} />
        <span>
          {KINDS[kind]} {deployment.requestedByName ?? 'Throughline'}
        </span>
        <span>
          in <Duration ms={deployment.durationMs} runningSince={deployment.finishedAt ? null : deployment.createdAt} />
        </span>
      </span>
      <span className={classes.commit}>
        <code>{deployment.commitSha.slice(0, 7)}</code> {deployment.commitMessage}
      </span>
      {message && <span className={classes.message}>{message}</span>}
      {!isLive && onCompare && (
        <Button
          variant="subtle"
          size="compact-xs"
          className={classes.compare}
          aria-label={`Compare #${number} with what is live`}
          onClick={() => onCompare(id)}
        >
          Compare
        </Button>
      )}
    </li>
  );
}
