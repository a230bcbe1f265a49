import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useOrg } from '../../../shared/lib/use-org.js';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog.js';
import { PermittedButton } from '../../../shared/ui/permitted-button.js';
import { useHistory, useRollBack, type Slot } from '../api/deployments.js';
import { rollbackTarget } from '../model/rollback-target.js';
import { rollbackLeaves } from '../model/rollback-words.js';

type Live = Slot & { id: string; serviceName: string; environmentName: string; version: string };

/** The way back from a live deployment. Says where it leads and what it leaves as it is before it asks. */
export function RollBack({ deployment }: { deployment: Live }) {
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <PermittedButton
        permission="deployments.rollback"
        environmentId={deployment.environmentId}
        color="red"
        variant="light"
        onClick={() => setAsking(true)}
      >
        Roll back
      </PermittedButton>
      {isAsking && <RollBackDialog deployment={deployment} onClose={() => setAsking(false)} />}
    </>
  );
}

function RollBackDialog({ deployment, onClose }: { deployment: Live; onClose: () => void }) {
  const { id, serviceId, environmentId, serviceName, environmentName, version } = deployment;
  const org = useOrg();
  const [reason, setReason] = useState('');
  const { data } = useHistory(org, { serviceId, environmentId });
  const rollBack = useRollBack();
  const target = data && rollbackTarget(id, data.items);
  const hasNone = data !== undefined && !target && data.nextCursor === null;
  const body = reason.trim() === '' ? {} : { reason: reason.trim() };
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      onConfirm={() => rollBack.mutate({ path: { org, deploymentId: id }, body }, { onSuccess: onClose })}
      title={`Roll ${serviceName} back in ${environmentName}?`}
      confirmLabel={target ? `Roll back to ${target}` : 'Roll back'}
      notUndone={hasNone ? [] : rollbackLeaves(environmentName)}
      isDangerous
      isPending={rollBack.isPending}
      isBlocked={hasNone}
      error={rollBack.error}
    >
      <p>
        {hasNone
          ? `There is nothing to go back to: no earlier release stood in ${environmentName}.`
          : wayBack(target, version, environmentName)}
      </p>
      {!hasNone && (
        <TextInput
          label="Reason (optional, everybody reads it)"
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
    </ConfirmDialog>
  );
}

function wayBack(target: string | undefined, version: string, environment: string): string {
  const who = target
    ? `${target} comes back in the place of ${version}`
    : `The last release that stood before ${version} comes back`;
  return `${who}, with the configuration it ran with. It is checked like any deployment, and ${version} is no longer offered for promotion to ${environment}.`;
}
