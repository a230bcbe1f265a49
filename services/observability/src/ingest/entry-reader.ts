import { levelNumber, levelOf } from '../logs/log-level.rules.js';
import { boundedTimestamp, storableJson, storableText } from './entry-text.rules.js';
import { type SentEntry, shapeProblem } from './entry-validator.js';
import type { LogEntry } from './log-entry.js';

export const MAX_MESSAGE_BYTES = 64 * 1024;
export const MAX_META_BYTES = 16 * 1024;

/** Whose lines these are; the ingest key decides, never the body. */
export interface LogSource {
  orgId: string;
  serviceId: string;
  environmentId: string;
}

export interface Rejection {
  code: string;
  reason: string;
}

const REASONS: Record<string, string> = {
  timestamp_invalid: 'timestamp is not an RFC 3339 time with a zone',
  timestamp_out_of_range: 'timestamp is older than 7 days or more than 5 minutes ahead',
  level_unknown: 'level is none of debug, info, warn, error, fatal or their usual aliases',
  message_too_large: `message is larger than ${MAX_MESSAGE_BYTES} bytes`,
  meta_too_large: `meta is larger than ${MAX_META_BYTES} bytes`,
};

const rejected = (code: string): Rejection => ({ code, reason: REASONS[code] ?? code });

/** A sent entry as a line of its source, or the reason why it is not taken. One bad entry says nothing of the others. */
export function readEntry(sent: unknown, source: LogSource, nowMs: number): LogEntry | Rejection {
  const problem = shapeProblem(sent);
  if (problem !== undefined) return { code: 'entry_invalid', reason: problem };
  const entry = sent as SentEntry;
  const time = boundedTimestamp(entry.timestamp, nowMs);
  if ('code' in time) return rejected(time.code);
  const level = levelOf(entry.level);
  if (!level) return rejected('level_unknown');
  if (Buffer.byteLength(entry.message) > MAX_MESSAGE_BYTES) return rejected('message_too_large');
  const meta = entry.meta ?? null;
  if (meta !== null && Buffer.byteLength(JSON.stringify(meta)) > MAX_META_BYTES) return rejected('meta_too_large');
  return {
    ...source,
    at: time.at,
    level: levelNumber(level),
    message: storableText(entry.message),
    meta: storableJson(meta),
    ...identifiersOf(entry),
  };
}

function identifiersOf(entry: SentEntry): Pick<LogEntry, 'traceId' | 'spanId' | 'requestId'> {
  const text = (value: string | null | undefined): string | null => (value ? storableText(value) : null);
  return { traceId: text(entry.traceId), spanId: text(entry.spanId), requestId: text(entry.requestId) };
}

export function isRejection(result: LogEntry | Rejection): result is Rejection {
  return 'code' in result;
}
