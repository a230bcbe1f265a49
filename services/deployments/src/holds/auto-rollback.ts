interface Suspect {
  kind: string;
  status: string;
  service_id: string;
  environment_id: string;
  environment_name: string;
  auto_rollback: boolean;
}

interface Incident {
  serviceId: string;
  environmentId: string;
  /** A rollback of the suspect exists, however it ended. */
  wasTried: boolean;
}

/** Why the product does not roll a suspect back by itself; undefined when it does. */
export function autoRollbackProblem(suspect: Suspect, incident: Incident): string | undefined {
  if (suspect.service_id !== incident.serviceId || suspect.environment_id !== incident.environmentId) {
    return 'the suspect runs elsewhere';
  }
  if (suspect.status !== 'live') return `not rolled back, it is ${suspect.status.replace('_', ' ')}`;
  if (suspect.kind === 'rollback') return 'not rolled back, it is a rollback itself';
  if (!suspect.auto_rollback) return `not rolled back, ${suspect.environment_name} leaves that to people`;
  return incident.wasTried ? 'not rolled back again' : undefined;
}
