import { refuse } from './accounts.errors.js';
import { type PasswordOwner, passwordProblem } from './password-rules.js';

/** Refuses a new password that the rules do not take. @param pointer where it is in the request */
export function demandGoodPassword(password: string, owner: PasswordOwner, pointer: string): void {
  const problem = passwordProblem(password, owner);
  if (problem !== undefined) throw refuse('password_weak', `The password ${problem}.`, [{ pointer, message: problem }]);
}
