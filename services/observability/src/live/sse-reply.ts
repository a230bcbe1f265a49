import type { openSse } from '@throughline/platform';

/** The reply that a stream is opened on. */
export type SseReply = Parameters<typeof openSse>[0];
