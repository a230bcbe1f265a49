import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { DeploymentResponse, IncidentSummaryResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog.js';
import { TextLink } from '../../../shared/ui/link-button.js';
import { PermittedButton } from '../../../shared/ui/permitted-button.js';
import { useRollBack, useSuspectedDeployment } from '../api/incidents.js';
import { rollbackLeaves, rollbackRefusal } from '../model/rollback-reason.js';
import classes from './suspects.module.css';

type Props = { incident: IncidentSummaryResponse; deploymentId: string };

/** The way back from the suspected deployment, or why there is none. */
export function RollBack({ incident, deploymentId }: Props) {
  const org = useOrg();
  const [isAsking, setAsking] = useState(false);
  const { data: deployment } = useSuspectedDeployment(org, deploymentId);
  if (!deployment) return null;
  const refusal = rollbackRefusal(deployment);
  if (refusal) {
    return (
      <p className={classes.refusal}>
        {refusal}{' '}
        {deployment.rolledBackById && (
          <TextLink
            to="/$org/deployments/$deploymentId"
            params={{ org, deploymentId: deployment.rolledBackById }}
            underline="always"
          >
            Open the rollback
          </TextLink>
        )}
      </p>
    );
  }
  return (
    <>
      <PermittedButton
        permission="deployments.rollback"
        environmentId={deployment.environmentId}
        color="red"
        onClick={() => setAsking(true)}
      >
        {deployment.previousReleaseVersion ? `Roll back to ${deployment.previousReleaseVersion}` : 'Roll back'}
      </PermittedButton>
      {isAsking && <RollBackDialog incident={incident} deployment={deployment} onClose={() => setAsking(false)} />}
    </>
  );
}

type DialogProps = { incident: IncidentSummaryResponse; deployment: DeploymentResponse; onClose: () => void };

function RollBackDialog({ incident, deployment, onClose }: DialogProps) {
  const { id, serviceName, environmentName, release, previousReleaseVersion } = deployment;
  const org = useOrg();
  const [reason, setReason] = useState(`Incident #${incident.number}: ${incident.title}`);
  const rollBack = useRollBack();
  const body = reason.trim() ? { reason: reason.trim() } : {};
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      onConfirm={() => rollBack.mutate({ path: { org, deploymentId: id }, body }, { onSuccess: onClose })}
      title={`Roll ${serviceName} back in ${environmentName}?`}
      confirmLabel={previousReleaseVersion ? `Roll back to ${previousReleaseVersion}` : 'Roll back'}
      notUndone={rollbackLeaves(environmentName)}
      isDangerous
      isPending={rollBack.isPending}
      error={rollBack.error}
    >
      <p>
        {previousReleaseVersion ?? 'The release before'} takes the place of {release.version}, with the configuration it
        ran with. Its health is checked like that of any deployment, and this incident is mitigated once the errors have
        stopped.
      </p>
      <TextInput
        label="Reason (everybody reads it)"
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}
