import { ago, id } from './ids.mjs';

const letter = (name, change) => ({
  id: id(`letter-${name}`),
  eventId: id(`event-${name}`),
  state: 'open',
  code: null,
  starts: 1,
  replays: 0,
  resolvedAt: null,
  resolvedByName: null,
  discardReason: null,
  ...change,
});

/** One of each reason, as the services that could not apply them keep them. */
export const deadLetters = [
  letter('hold', {
    service: 'deployments',
    source: 'observability',
    type: 'observability.incident-opened',
    reason: 'quarantined',
    error: 'Its handler was started 3 times and never ended: the process died or was blocked each time.',
    starts: 3,
    diedAt: ago(4),
  }),
  letter('seat', {
    service: 'billing',
    source: 'identity',
    type: 'identity.member-changed',
    reason: 'permanent',
    error: 'The payload of identity.member-changed is not valid.',
    code: 'event_invalid',
    diedAt: ago(37),
  }),
  letter('ledger', {
    service: 'observability',
    source: 'deployments',
    type: 'deployments.deployment-finished',
    reason: 'exhausted',
    error: 'canceling statement due to statement timeout',
    code: '57014',
    starts: 12,
    replays: 1,
    diedAt: ago(190),
  }),
  letter('old', {
    service: 'pipelines',
    source: 'billing',
    type: 'billing.entitlements-changed',
    reason: 'no_handler',
    error: 'this release has no handler for billing.entitlements-changed',
    state: 'discarded',
    resolvedAt: ago(2000),
    resolvedByName: 'Ada Lovelace',
    discardReason: 'A newer snapshot was applied since.',
    diedAt: ago(2900),
  }),
];

export const deadLettersOf = (service, query) =>
  deadLetters.filter(
    (one) =>
      one.service === service &&
      ['state', 'reason', 'type'].every((key) => !query.get(key) || one[key] === query.get(key)),
  );

export const deadLetterDetail = (key) => ({
  ...deadLetters.find((one) => one.id === key),
  traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
  consumerVersion: '1.8.0',
  aggregateId: id('incident'),
  aggregateVersion: 1,
  occurredAt: ago(6),
  data: { incidentId: id('incident'), number: 41, title: 'Error rate of checkout', accessToken: '••••••' },
  attempts: [
    { startedAt: ago(6), endedAt: null, error: null },
    { startedAt: ago(5, 20), endedAt: null, error: null },
    { startedAt: ago(4, 30), endedAt: null, error: null },
  ],
});
