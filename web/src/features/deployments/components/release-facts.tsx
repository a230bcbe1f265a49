import type { ReactNode } from 'react';
import type { DeploymentResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { TextLink } from '../../../shared/ui/link-button.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { ShortId } from '../../../shared/ui/short-id.js';
import { formatBytes } from '../../../shared/model/bytes.js';
import classes from './deployment-page.module.css';

/** What was deployed, down to the bytes, and what it belongs to. */
export function ReleaseFacts({ deployment }: { deployment: DeploymentResponse }) {
  const { release } = deployment;
  const { commit } = release;
  return (
    <dl className={classes.facts}>
      <Fact term="Version">
        <strong>{release.version}</strong>
      </Fact>
      <Fact term="Commit">
        <ShortId id={commit.sha} kind="commit" /> {commit.message}
        <span className={classes.none}>
          {commit.authorName} on {commit.branch}, <RelativeTime at={commit.authoredAt} />
        </span>
      </Fact>
      <Fact term="Artifact">
        <ShortId id={release.artifactDigest} kind="digest" /> {formatBytes(release.artifactSizeBytes)}
      </Fact>
      <Fact term="Built">
        <RelativeTime at={release.createdAt} />
      </Fact>
      <Links deployment={deployment} />
    </dl>
  );
}

function Links({ deployment }: { deployment: DeploymentResponse }) {
  const org = useOrg();
  const { executionId, incidentId, rollbackOfId, rolledBackById } = deployment;
  return (
    <>
      {executionId && (
        <Fact term="Run">
          <TextLink to="/$org/executions/$executionId" params={{ org, executionId }}>
            Open the run
          </TextLink>
        </Fact>
      )}
      {incidentId && (
        <Fact term="Incident">
          <TextLink to="/$org/incidents/$incidentId" params={{ org, incidentId }}>
            Open the incident
          </TextLink>
        </Fact>
      )}
      {rollbackOfId && (
        <Fact term="Undoes">
          <TextLink to="/$org/deployments/$deploymentId" params={{ org, deploymentId: rollbackOfId }}>
            Open the deployment it undoes
          </TextLink>
        </Fact>
      )}
      {rolledBackById && (
        <Fact term="Undone by">
          <TextLink to="/$org/deployments/$deploymentId" params={{ org, deploymentId: rolledBackById }}>
            Open the rollback
          </TextLink>
        </Fact>
      )}
    </>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
