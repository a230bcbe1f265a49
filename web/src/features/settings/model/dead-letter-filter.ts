import type { DeadLetterResponse } from '../../../shared/api/generated/types.gen.js';
import { oneOf, text } from '../../../shared/lib/search-params.js';

export const LETTER_SERVICES = ['identity', 'pipelines', 'deployments', 'observability', 'billing'] as const;
export type LetterService = (typeof LETTER_SERVICES)[number];
export const LETTER_STATES = ['open', 'replaying', 'replayed', 'discarded'] as const;
export const LETTER_REASONS = ['permanent', 'exhausted', 'quarantined', 'unknown_outcome', 'no_handler'] as const;
export type LetterReason = (typeof LETTER_REASONS)[number];

export type DeadLetterSearch = {
  service?: LetterService | undefined;
  /** Absent: those that are open. */
  state?: (typeof LETTER_STATES)[number] | 'all' | undefined;
  reason?: LetterReason | undefined;
  type?: string | undefined;
  /** The letter whose details are shown, `<service>.<id>`. */
  letter?: string | undefined;
};

/** Reads the URL of the page. */
export function readDeadLetterSearch(raw: Record<string, unknown>): DeadLetterSearch {
  return {
    service: oneOf(raw['service'], LETTER_SERVICES),
    state: oneOf(raw['state'], [...LETTER_STATES, 'all']),
    reason: oneOf(raw['reason'], LETTER_REASONS),
    type: text(raw['type']),
    letter: text(raw['letter']),
  };
}

/** The part of the filter that the API knows. */
export function toLetterQuery({ state = 'open', reason, type }: DeadLetterSearch) {
  return {
    ...(state !== 'all' && { state }),
    ...(reason && { reason }),
    ...(type && { type }),
  };
}

/** Whether only open letters are shown, which are the ones that can be replayed. */
export const showsOpen = ({ state = 'open' }: DeadLetterSearch): boolean => state === 'open';

export const letterKey = ({ service, id }: Pick<DeadLetterResponse, 'service' | 'id'>): string => `${service}.${id}`;

/** The service and id that a key of the URL names. */
export function readLetterKey(key: string | undefined): { service: LetterService; id: string } | undefined {
  const [name, id] = key?.split('.') ?? [];
  const service = oneOf(name, LETTER_SERVICES);
  return service && id ? { service, id } : undefined;
}
