import { AppError, type ErrorCategory } from '@throughline/kernel';

interface DriverError {
  code?: string;
  message?: string;
}

type Row = [code: string, category: ErrorCategory, message: string];

const TRY_AGAIN: Row = ['busy', 'unavailable', 'The change collided with another one. Try again.'];
const UNREACHABLE: Row = [
  'database_unavailable',
  'unavailable',
  'The database is not reachable at the moment. Try again shortly.',
];
const FULL: Row = [
  'database_full',
  'unavailable',
  'The database has no room left, so nothing was changed. Try again when its operator has made some.',
];
const BAD_TEXT: Row = ['invalid_text', 'invalid', 'A value holds characters that cannot be stored, or is malformed.'];

/** By SQLSTATE (PostgreSQL manual, appendix A) or socket error. */
const REFUSALS: Record<string, Row> = {
  '23505': ['already_exists', 'conflict', 'There is already one like this.'],
  '23503': ['reference_missing', 'not_found', 'Something that this refers to does not exist.'],
  '22P02': BAD_TEXT,
  '22P05': BAD_TEXT,
  '22021': BAD_TEXT,
  '22007': BAD_TEXT,
  '22008': BAD_TEXT,
  '23502': ['value_missing', 'invalid', 'A value that is needed is missing.'],
  '23514': ['value_refused', 'invalid', 'A value is outside of what is allowed.'],
  '22003': ['out_of_range', 'invalid', 'A number is out of range.'],
  '40001': TRY_AGAIN,
  '40P01': TRY_AGAIN,
  '55P03': TRY_AGAIN,
  '57014': TRY_AGAIN,
  '53100': FULL,
  '53300': UNREACHABLE,
  '57P01': UNREACHABLE,
  '57P02': UNREACHABLE,
  '57P03': UNREACHABLE,
  ECONNREFUSED: UNREACHABLE,
  ECONNRESET: UNREACHABLE,
};

/** The driver's own words for a connection that ended or was not to be had; they carry no code. */
const LOST_CONNECTION =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying|Query read timeout)/;

/**
 * The refusal behind a database error that the caller caused or that will pass, or undefined.
 * Services refuse by themselves first; this is the floor for races, and never says SQL to the client.
 */
export function refusalOfDatabase(error: unknown): AppError | undefined {
  const { driverError } = error as { driverError?: unknown };
  if (driverError instanceof AppError) return driverError; // refused before it was sent
  const driver = ((error as { driverError?: DriverError }).driverError ?? error) as DriverError;
  const row = REFUSALS[driver.code ?? ''] ?? (LOST_CONNECTION.test(driver.message ?? '') ? UNREACHABLE : undefined);
  return row && new AppError(...row);
}
