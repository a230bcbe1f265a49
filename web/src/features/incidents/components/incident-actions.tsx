import { useState } from 'react';
import type { IncidentSummaryResponse } from '../../../shared/api/generated/types.gen.js';
import { useNow } from '../../../shared/lib/use-now.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog.js';
import { LinkButton } from '../../../shared/ui/link-button.js';
import { PermittedButton } from '../../../shared/ui/permitted-button.js';
import { useAcknowledge, useResolve } from '../api/incidents.js';
import { logWindow } from '../model/incident-clock.js';

type Props = { incident: IncidentSummaryResponse };

/** What a person does with an incident. Each action is there only in a state that allows it. */
export function IncidentActions({ incident }: Props) {
  const path = { org: useOrg(), incidentId: incident.id };
  const [isAsking, setAsking] = useState(false);
  const acknowledge = useAcknowledge();
  return (
    <>
      <LogsLink incident={incident} />
      {incident.state === 'open' && (
        <PermittedButton
          permission="incidents.manage"
          loading={acknowledge.isPending}
          onClick={() => acknowledge.mutate({ path })}
        >
          Acknowledge
        </PermittedButton>
      )}
      {incident.state !== 'resolved' && (
        <PermittedButton
          permission="incidents.manage"
          variant={incident.state === 'open' ? 'default' : 'filled'}
          onClick={() => setAsking(true)}
        >
          Resolve
        </PermittedButton>
      )}
      {isAsking && <ResolveDialog incident={incident} onClose={() => setAsking(false)} />}
    </>
  );
}

/** The error lines of this service from before it began until it was over. */
function LogsLink({ incident }: Props) {
  const org = useOrg();
  const nowMs = useNow('calm');
  const { serviceId, environmentId } = incident;
  return (
    <LinkButton
      variant="default"
      to="/$org/logs"
      params={{ org }}
      search={({ project }) => ({
        project,
        serviceId,
        environmentId,
        level: ['fatal' as const, 'error' as const],
        ...logWindow(incident, nowMs),
      })}
    >
      Logs of that time
    </LinkButton>
  );
}

function ResolveDialog({ incident, onClose }: Props & { onClose: () => void }) {
  const org = useOrg();
  const resolve = useResolve();
  const isHarmful = incident.state === 'open' || incident.state === 'acknowledged';
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      onConfirm={() => resolve.mutate({ path: { org, incidentId: incident.id } }, { onSuccess: onClose })}
      title={`Resolve incident #${incident.number}?`}
      confirmLabel="Resolve"
      notUndone={['A resolved incident stays resolved. If the errors come back, a new one opens.']}
      isPending={resolve.isPending}
      error={resolve.error}
    >
      <p>
        {isHarmful
          ? 'No rollback has mitigated it. Resolve it when you know that the harm has stopped.'
          : 'The harm has stopped. Resolving says that the cause is dealt with too.'}
      </p>
    </ConfirmDialog>
  );
}
