import { newId } from '@throughline/kernel';
import type { OpenApiDocument } from './tenancy/operations.js';
import type { TestDatabase } from './test-database.js';

/** A text that a dead letter of `furnishDeadLetter` holds. */
export const DEAD_LETTER_CANARY = 'canary of a dead letter';

interface Furnished {
  params: Record<string, string>;
  bodies: Record<string, object>;
}

const NOTHING: Furnished = { params: {}, bodies: {} };

/**
 * Every service has the platform's operations on dead letters: gives the organization one, and what the generated
 * tests need to address it. Nothing for a document without these operations.
 */
export async function furnishDeadLetter(
  db: TestDatabase,
  document: OpenApiDocument,
  orgId: string,
): Promise<Furnished> {
  const service = serviceOf(document);
  if (service === undefined) return NOTHING;
  const [deadLetterId, eventId] = [newId(), newId()];
  const envelope = {
    id: eventId,
    type: 'test.event',
    version: 1,
    occurredAt: '2026-01-01T00:00:00.000Z',
    orgId,
    source: service,
    aggregate: 'test',
    aggregateId: newId(),
    aggregateVersion: 1,
    traceparent: null,
    data: { text: DEAD_LETTER_CANARY },
  };
  await db.query(
    `INSERT INTO ${service}.dead_letter (id, org_id, consumer, event_id, type, payload, error)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [deadLetterId, orgId, service, eventId, envelope.type, JSON.stringify(envelope), DEAD_LETTER_CANARY],
  );
  const Service = `${service.charAt(0).toUpperCase()}${service.slice(1)}`;
  return {
    params: { deadLetterId },
    bodies: {
      [`replayDeadLettersOf${Service}`]: { type: 'test.another-event' },
      [`discardDeadLetterOf${Service}`]: { reason: 'not needed' },
    },
  };
}

function serviceOf(document: OpenApiDocument): string | undefined {
  const path = Object.keys(document.paths).find((one) => one.includes('/dead-letters/'));
  return /\/dead-letters\/([a-z]+)/.exec(path ?? '')?.[1];
}
