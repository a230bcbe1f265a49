import { AppError } from '@throughline/kernel';
import { OPERATOR, type PlatformAdminsService } from './platform-admins.service.js';

export interface AdminCommandResult {
  lines: string[];
  isRefused: boolean;
}

const USAGE = 'Say one of: list · grant <e-mail address> · revoke <e-mail address>';

/** What an operator asks for on the command line, and the lines to answer with. */
export async function runAdminCommand(
  admins: Pick<PlatformAdminsService, 'list' | 'grant' | 'revokeByEmail'>,
  [verb, email]: readonly string[],
): Promise<AdminCommandResult> {
  try {
    if (verb === 'list') return said(...(await admins.list()).map((one) => `${one.email} (${one.fullName})`));
    if (email === undefined) return refused(USAGE);
    if (verb === 'grant') return said(`${(await admins.grant(email, OPERATOR)).email} is a platform admin now.`);
    if (verb !== 'revoke') return refused(USAGE);
    await admins.revokeByEmail(email);
    return said(`${email} is no platform admin any more.`);
  } catch (error) {
    if (error instanceof AppError) return refused(error.message);
    throw error;
  }
}

const said = (...lines: string[]): AdminCommandResult => ({ lines, isRefused: false });
const refused = (line: string): AdminCommandResult => ({ lines: [line], isRefused: true });
