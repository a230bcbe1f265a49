import { z } from 'zod';

/** CloudEvents' fields under our names; `version` is the version of the event type's schema. */
export const envelopeSchema = z.object({
  id: z.uuid(),
  type: z.string(),
  version: z.int().positive(),
  occurredAt: z.iso.datetime(),
  orgId: z.uuid(),
  /** The service that published it, and what `aggregateId` is the id of. Events of older releases have neither. */
  source: z.string().optional(),
  aggregate: z.string().optional(),
  aggregateId: z.string(),
  /** Counts up by one with each event of the aggregate, from 1. */
  aggregateVersion: z.int().positive(),
  /** The version of the aggregate's last event before this one that the consumer reads too; 0 for its first. */
  follows: z.int().nonnegative().optional(),
  traceparent: z.string().nullable(),
  data: z.unknown(),
});

export type Envelope<Data = unknown> = Omit<z.infer<typeof envelopeSchema>, 'data'> & { data: Data };

export interface EventType<Schema extends z.ZodType = z.ZodType> {
  type: string;
  version: number;
  /** Consumers parse with it and drop what they do not know, so that an additive change stays additive. */
  data: Schema;
  example: z.infer<Schema>;
}

export type EventData<T extends EventType> = z.infer<T['data']>;

/** Declares one version of one event. The example is parsed by the producer's and the consumers' specs. */
export function defineEvent<Schema extends z.ZodType>(event: EventType<Schema>): EventType<Schema> {
  return event;
}
