import { fieldErrors } from '../../../shared/api/problem-error.js';
import { ProblemView } from '../../../shared/ui/problem-view.js';

/** A refusal above a form, unless it is about fields: those say it themselves, where it is to be mended. */
export function FormProblem({ error }: { error: unknown }) {
  if (!error || Object.keys(fieldErrors(error)).length > 0) return null;
  return <ProblemView error={error} />;
}
