import type { Problem } from './generated/types.gen.js';

/** The code of an answer that never came: no network, a proxy page, a closed connection. */
export const UNREACHABLE = 'unreachable';

export type FieldProblem = { pointer: string; message: string };

/** Everything a screen may say about a refused request: the stable code, the words, and the trace id to quote. */
export class ProblemError extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string | undefined;
  readonly traceId: string | undefined;
  readonly fields: readonly FieldProblem[];

  constructor(problem: Partial<Problem>, status: number) {
    const title = problem.title ?? 'Something went wrong';
    super(problem.detail ?? title);
    this.name = 'ProblemError';
    this.status = status;
    this.code = problem.code ?? UNREACHABLE;
    this.title = title;
    this.detail = problem.detail;
    this.traceId = problem.traceId || undefined;
    this.fields = problem.errors ?? [];
  }
}

function isProblem(value: unknown): value is Partial<Problem> {
  return typeof value === 'object' && value !== null && 'code' in value;
}

/** Turns whatever a request threw into a ProblemError; what is no problem+json becomes `unreachable`. */
export function toProblemError(error: unknown, response?: Response): ProblemError {
  if (error instanceof ProblemError) return error;
  const status = response?.status ?? 0;
  if (isProblem(error)) return new ProblemError(error, status);
  const detail = 'The server did not answer. Check your connection; your work is still here.';
  return new ProblemError({ title: 'Throughline cannot be reached', detail }, status);
}

/** The messages of a validation problem by form field: `/run/command` → `run.command`. */
export function fieldErrors(error: unknown): Record<string, string> {
  if (!(error instanceof ProblemError)) return {};
  return Object.fromEntries(
    error.fields.map(({ pointer, message }) => [pointer.replace(/^#?\//, '').replaceAll('/', '.'), message]),
  );
}
