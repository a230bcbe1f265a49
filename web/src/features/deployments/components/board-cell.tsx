import { IconLock } from '@tabler/icons-react';
import type { CSSProperties } from 'react';
import type { BoardRowResponse, DeploymentSummaryResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { deploymentState } from '../../../shared/model/states.js';
import { Duration } from '../../../shared/ui/duration.js';
import { TextLink } from '../../../shared/ui/link-button.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { StateMark } from '../../../shared/ui/state-mark.js';
import { healthState, progressOf, type Place } from '../model/board.js';
import classes from './board.module.css';

type Props = { service: BoardRowResponse; place: Place; onOpen: () => void };

/** One service in one environment: what is live and how it does, what is on its way, and whether the line is stopped. */
export function BoardCell({ service, place: { environment, cell }, onOpen }: Props) {
  const { live } = cell;
  return (
    <div className={classes.cell} data-held={cell.held || undefined} data-empty={!live || undefined}>
      <span className={classes.where}>{environment.name}</span>
      <button
        type="button"
        data-row
        className={classes.open}
        onClick={onOpen}
        aria-label={`${live?.version ?? 'Nothing live'}: history of ${service.serviceName} in ${environment.name}`}
      >
        {live?.version ?? 'Nothing live'}
      </button>
      {live && <Live live={live} healthy={cell.healthy} />}
      {cell.inProgress && <UnderWay deployment={cell.inProgress} />}
      {cell.held && (
        <p className={classes.held}>
          <IconLock size={14} aria-hidden />
          <span>
            <strong>Held.</strong> {cell.heldReason}
          </span>
        </p>
      )}
    </div>
  );
}

function Live({ live, healthy }: { live: DeploymentSummaryResponse; healthy: boolean | null }) {
  return (
    <>
      <span className={classes.health}>
        <StateMark state={healthState(healthy)} />
      </span>
      <span className={classes.facts}>
        {live.kind === 'rollback' && <span className={classes.tag}>rollback</span>}
        <RelativeTime at={live.finishedAt ?? live.createdAt} />
        <span>{live.requestedByName ?? live.authorName}</span>
      </span>
      <span className={classes.message} title={live.commitMessage}>
        {live.commitMessage}
      </span>
    </>
  );
}

function UnderWay({ deployment }: { deployment: DeploymentSummaryResponse }) {
  const org = useOrg();
  const state = deploymentState[deployment.status];
  return (
    <div className={classes.moving}>
      <span className={classes.movingWords}>
        <StateMark state={state} />
        <TextLink to="/$org/deployments/$deploymentId" params={{ org, deploymentId: deployment.id }}>
          {`${deployment.version} (#${deployment.number})`}
        </TextLink>
        <span className={classes.elapsed}>
          <Duration runningSince={deployment.createdAt} />
        </span>
      </span>
      <span
        className={classes.bar}
        role="progressbar"
        aria-label={`Deployment #${deployment.number}`}
        aria-valuetext={state.word}
        aria-valuenow={Math.round(progressOf(deployment.status) * 100)}
        style={{ '--done': progressOf(deployment.status) } as CSSProperties}
      />
    </div>
  );
}
