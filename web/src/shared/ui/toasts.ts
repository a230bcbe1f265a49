import { toProblemError } from '../api/problem-error.js';
import { addToast } from './toast-store.js';

/** Says briefly that something was done: "Invitation revoked". */
export function showDone(title: string): void {
  addToast({ tone: 'done', title });
}

/** Shows a refusal that no form shows; it stays until dismissed, so that the trace id can be copied. */
export function showProblem(error: unknown): void {
  const { title, detail, traceId } = toProblemError(error);
  addToast({ tone: 'problem', title, detail: detail === title ? undefined : detail, traceId });
}
