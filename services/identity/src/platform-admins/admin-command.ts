import { AppError } from '@throughline/kernel';
import type { Rotation, SigningKeyRotation } from '../keys/signing-key-rotation.js';
import { OPERATOR, type PlatformAdminsService } from './platform-admins.service.js';

export interface AdminCommandResult {
  lines: string[];
  isRefused: boolean;
}

const USAGE = 'Say one of: list · grant <e-mail address> · revoke <e-mail address> · rotate-signing-key';

/** What the command line can do. */
export interface AdminPowers {
  admins: Pick<PlatformAdminsService, 'list' | 'grant' | 'revokeByEmail'>;
  keys: Pick<SigningKeyRotation, 'rotate'>;
}

/** What an operator asks for on the command line, and the lines to answer with. */
export async function runAdminCommand(
  { admins, keys }: AdminPowers,
  [verb, email]: readonly string[],
): Promise<AdminCommandResult> {
  try {
    if (verb === 'list') return said(...(await admins.list()).map((one) => `${one.email} (${one.fullName})`));
    if (verb === 'rotate-signing-key') return said(...rotated(await keys.rotate(OPERATOR)));
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

const rotated = ({ kid, signsAt, predecessorRetiresAt }: Rotation): string[] => [
  `The key ${kid} is published, and signs from ${signsAt.toISOString()} on.`,
  `The key before it verifies until ${predecessorRetiresAt.toISOString()}. Nobody has to sign in again.`,
];
const said = (...lines: string[]): AdminCommandResult => ({ lines, isRefused: false });
const refused = (line: string): AdminCommandResult => ({ lines: [line], isRefused: true });
