import { defineErrors } from '@throughline/kernel';

export const refuseIngest = defineErrors({
  entries_not_array: { category: 'invalid', message: 'Send a JSON array of log entries.' },
  too_many_entries: { category: 'too_large', message: 'A batch may hold 5,000 entries. Send the rest in another one.' },
  source_missing: {
    category: 'forbidden',
    message: 'This key belongs to no service and environment. Make an ingest key for the pair.',
  },
  ingest_busy: {
    category: 'unavailable',
    message: 'More lines are waiting to be written than fit. Nothing of this batch was kept; send it again.',
  },
});
