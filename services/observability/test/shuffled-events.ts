import {
  deploymentsDeploymentFinishedV1,
  deploymentsDeploymentRolledBackV1,
  deploymentsDeploymentStartedV1,
  deploymentsServiceChangedV1,
  type Envelope,
  type EventType,
} from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { aDeployment, aRollback } from './builders.js';

const PLACES = 50;
const START = Date.parse('2026-01-01T00:00:00Z');
const STEP_MS = 60_000;

/** What happened to so many aggregates (one in ten a service, the others deployments), three events each, in order. */
export function eventsInOrder(orgId: string, aggregates: number): Envelope[] {
  const services = aggregates / 10;
  const places = Array.from({ length: PLACES }, () => ({ orgId, serviceId: newId(), environmentId: newId() }));
  const histories = [
    ...Array.from({ length: aggregates - services }, (_, i) => {
      const place = places[i % PLACES] ?? { orgId, serviceId: newId(), environmentId: newId() };
      const { outcome, message, url, previousDeploymentId, durationMs, ...started } = aDeployment(place, { number: i });
      const finished = { ...started, outcome, message, url, previousDeploymentId, durationMs };
      const rolledBack = aRollback(finished, { outcome: 'live' });
      return {
        aggregate: 'deployment',
        id: started.deploymentId,
        events: [
          [deploymentsDeploymentStartedV1, started],
          [deploymentsDeploymentFinishedV1, finished],
          [deploymentsDeploymentRolledBackV1, rolledBack],
        ] as [EventType, unknown][],
      };
    }),
    ...Array.from({ length: services }, () => {
      const [serviceId, projectId] = [newId(), newId()];
      const named = (name: string): [EventType, unknown] => [
        deploymentsServiceChangedV1,
        { serviceId, projectId, slug: name, name },
      ];
      return { aggregate: 'service', id: serviceId, events: ['first', 'second', 'third'].map(named) };
    }),
  ];
  return [0, 1, 2].flatMap((step) =>
    histories.map(({ aggregate, id, events }, i) => {
      const [event, data] = events[step] as [EventType, unknown];
      return {
        id: newId(),
        type: event.type,
        version: event.version,
        occurredAt: new Date(START + (i * 3 + step) * STEP_MS).toISOString(),
        orgId,
        source: 'deployments',
        aggregate,
        aggregateId: id,
        aggregateVersion: step + 1,
        follows: step,
        traceparent: null,
        data,
      };
    }),
  );
}

/** The items in a random order that the seed alone determines. */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  let state = seed;
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return items
    .map((item) => ({ item, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
