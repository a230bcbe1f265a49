export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'fatal';

/** One line as log ingest takes it. */
export interface LogEntry {
  timestamp: string;
  level: LogLevel;
  message: string;
  meta?: Record<string, unknown>;
}

const LEVELS: Readonly<Record<string, LogLevel>> = {
  trace: 'debug',
  debug: 'debug',
  info: 'info',
  notice: 'info',
  log: 'info',
  warn: 'warn',
  warning: 'warn',
  error: 'error',
  err: 'error',
  critical: 'fatal',
  fatal: 'fatal',
  panic: 'fatal',
};
const MAX_MESSAGE = 8_192;
const OWN_FIELDS = new Set(['level', 'message', 'msg', 'time', 'timestamp']);

/**
 * A line that the app wrote. A JSON object with a level or a message speaks for itself, its other fields become
 * meta; anything else is the message, as bad as its stream: info from stdout, error from stderr.
 */
export function parseLine(text: string, stream: 'stdout' | 'stderr', now: Date): LogEntry {
  const fallback = stream === 'stdout' ? 'info' : 'error';
  const fields = objectIn(text);
  if (!fields) return { timestamp: now.toISOString(), level: fallback, message: clean(text) };
  const message = fields['message'] ?? fields['msg'] ?? '';
  const meta = Object.fromEntries(Object.entries(fields).filter(([name]) => !OWN_FIELDS.has(name)));
  return {
    timestamp: timeOf(fields['time'] ?? fields['timestamp'], now),
    level: levelOf(fields['level']) ?? fallback,
    message: clean(typeof message === 'string' ? message : JSON.stringify(message)),
    ...(Object.keys(meta).length > 0 ? { meta } : {}),
  };
}

function objectIn(text: string): Record<string, unknown> | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    const value = JSON.parse(text) as Record<string, unknown>;
    return ['level', 'message', 'msg'].some((name) => Object.hasOwn(value, name)) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A name in any case, or pino's numbers (30 is info). */
function levelOf(value: unknown): LogLevel | undefined {
  if (typeof value === 'string') return LEVELS[value.toLowerCase()];
  if (typeof value !== 'number') return undefined;
  const names: LogLevel[] = ['debug', 'debug', 'debug', 'info', 'warn', 'error', 'fatal'];
  return names[Math.min(6, Math.max(0, Math.floor(value / 10)))];
}

function timeOf(value: unknown, now: Date): string {
  if (typeof value !== 'string' && typeof value !== 'number') return now.toISOString();
  const time = new Date(value);
  return Number.isNaN(time.getTime()) ? now.toISOString() : time.toISOString();
}

/** What PostgreSQL cannot store is replaced, what nobody reads is cut. */
function clean(text: string): string {
  const cut = text.length > MAX_MESSAGE ? `${text.slice(0, MAX_MESSAGE - 1)}…` : text;
  return Buffer.from(cut, 'utf8').toString('utf8').replaceAll('\0', '\uFFFD'); // lone surrogates become U+FFFD
}
