/** The levels that are stored, weakest first; a level's number in the database is its place here, from 1. */
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'fatal'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export const ERROR_LEVEL = levelNumber('error');

// What loggers call their levels: pino, winston, bunyan, syslog (RFC 5424), log4j, Python, Go's slog, Serilog.
const ALIASES: Record<LogLevel, readonly string[]> = {
  debug: ['trace', 'verbose', 'silly', 'finest', 'finer', 'fine'],
  info: ['notice', 'information', 'informational', 'log', 'http'],
  warn: ['warning'],
  error: ['err', 'severe'],
  fatal: ['critical', 'crit', 'alert', 'emerg', 'emergency', 'panic'],
};

const BY_NAME = new Map<string, LogLevel>(
  LOG_LEVELS.flatMap((level) => [level, ...ALIASES[level]].map((name) => [name, level] as const)),
);

/** The level that a name stands for, in any case; undefined for a name that no logger uses. */
export function levelOf(name: string): LogLevel | undefined {
  return BY_NAME.get(name.trim().toLowerCase());
}

/** How the database stores a level: 1 (debug) to 5 (fatal). */
export function levelNumber(level: LogLevel): number {
  return LOG_LEVELS.indexOf(level) + 1;
}

/** The level with a stored number. @throws RangeError for a number that the table's CHECK refuses */
export function levelName(stored: number): LogLevel {
  const level = LOG_LEVELS[stored - 1];
  if (!level) throw new RangeError(`no level is stored as ${stored}`);
  return level;
}
