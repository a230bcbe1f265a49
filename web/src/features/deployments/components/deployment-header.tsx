import type { DeploymentKind, DeploymentResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { deploymentState } from '../../../shared/model/states.js';
import { Duration } from '../../../shared/ui/duration.js';
import { ObjectLine } from '../../../shared/ui/line/object-line.js';
import { LinkButton } from '../../../shared/ui/link-button.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { StateMark } from '../../../shared/ui/state-mark.js';
import { logsOf } from '../model/logs-of.js';
import { RollBack } from './roll-back.js';
import classes from './deployment-page.module.css';

const KINDS: Record<DeploymentKind, string> = { deploy: 'Deployed', promotion: 'Promoted', rollback: 'Rolled back' };

/** What was put where, by whom, how it stands, and the way back. */
export function DeploymentHeader({ deployment }: { deployment: DeploymentResponse }) {
  const org = useOrg();
  const { id, number, serviceName, environmentName, release, status } = deployment;
  const actions = (
    <>
      {deployment.url && (
        <a className={classes.app} href={deployment.url} target="_blank" rel="noreferrer">
          Open the app
        </a>
      )}
      <LinkButton variant="default" to="/$org/logs" params={{ org }} search={logsOf(id)}>
        Logs
      </LinkButton>
      {status === 'live' && <RollBack deployment={{ ...deployment, version: release.version }} />}
    </>
  );
  return (
    <PageHeader
      title={`${serviceName} ${release.version} → ${environmentName}`}
      mark={<StateMark state={deploymentState[status]} size="md" />}
      meta={<Meta deployment={deployment} number={number} />}
      actions={actions}
    >
      <ObjectLine kind="deployment" id={id} />
    </PageHeader>
  );
}

function Meta({ deployment, number }: { deployment: DeploymentResponse; number: number }) {
  const { kind, requestedByName, createdAt, finishedAt, durationMs, startedAt, previousReleaseVersion } = deployment;
  return (
    <>
      <span className={classes.figure}>#{number}</span>
      <span>
        {KINDS[kind]} by {requestedByName ?? 'Throughline'} <RelativeTime at={createdAt} />
      </span>
      <span>
        took <Duration ms={durationMs} runningSince={finishedAt ? null : (startedAt ?? createdAt)} />
      </span>
      {previousReleaseVersion && <span>took the place of {previousReleaseVersion}</span>}
    </>
  );
}
