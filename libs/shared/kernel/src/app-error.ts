/** What kind of trouble an error is; decides the HTTP status and whether a job is tried again. */
export type ErrorCategory =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'unprocessable'
  | 'too_large'
  | 'unsupported'
  | 'limited'
  | 'unavailable'
  | 'internal';

export interface FieldProblem {
  /** JSON pointer into the request body, `''` for the whole. */
  pointer: string;
  message: string;
}

export interface ErrorDefinition {
  category: ErrorCategory;
  /** A sentence for people; says what to do where there is something to do. */
  message: string;
}

/** A refusal with a stable code. Everything a client may learn about an error is in here. */
export class AppError extends Error {
  constructor(
    readonly code: string,
    readonly category: ErrorCategory,
    message: string,
    readonly fields: readonly FieldProblem[] = [],
  ) {
    super(message);
    this.name = 'AppError';
  }
}

/**
 * Declares the refusals of one feature; the record is exhaustive by construction, so a code without a
 * category and a message does not compile.
 * @returns a factory: `refuse('code')` gives the AppError, `detail` replaces the standing message.
 */
export function defineErrors<const T extends Record<string, ErrorDefinition>>(definitions: T) {
  return function refuse(code: keyof T & string, detail?: string, fields: readonly FieldProblem[] = []): AppError {
    const definition: ErrorDefinition = definitions[code] as ErrorDefinition;
    return new AppError(code, definition.category, detail ?? definition.message, fields);
  };
}

/** True for errors that the next try may not meet again; a job with any other error is not retried. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof AppError)) return true;
  return error.category === 'unavailable' || error.category === 'limited' || error.category === 'internal';
}
