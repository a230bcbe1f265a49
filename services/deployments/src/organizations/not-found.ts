import { AppError } from '@throughline/kernel';

/** The one answer for what does not exist and for what is another organization's: nobody can tell them apart. */
export function notFound(): AppError {
  return new AppError('not_found', 'not_found', 'There is no such thing, or you may not see it.');
}
