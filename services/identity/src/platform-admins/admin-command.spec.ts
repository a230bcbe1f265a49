import { AppError } from '@throughline/kernel';
import { runAdminCommand } from './admin-command.js';

const ada = { userId: 'u', email: 'ada@example.org', fullName: 'Ada', grantedBy: 'x', grantedAt: '', passkeys: 0 };
const admins = {
  list: () => Promise.resolve([ada]),
  grant: (email: string) => Promise.resolve({ ...ada, email }),
  revokeByEmail: (email: string) =>
    email === ada.email
      ? Promise.resolve()
      : Promise.reject(new AppError('x', 'not_found', 'Nobody has that address.')),
};

it.each([
  [['list'], false, 'ada@example.org (Ada)'],
  [['grant', 'b@example.org'], false, 'b@example.org is a platform admin now.'],
  [['revoke', 'ada@example.org'], false, 'ada@example.org is no platform admin any more.'],
  [['revoke', 'b@example.org'], true, 'Nobody has that address.'],
  [['grant'], true, 'Say one of: list · grant <e-mail address> · revoke <e-mail address>'],
  [['dance', 'b@example.org'], true, 'Say one of: list · grant <e-mail address> · revoke <e-mail address>'],
  [[], true, 'Say one of: list · grant <e-mail address> · revoke <e-mail address>'],
])('%p', async (words, isRefused, line) =>
  expect(await runAdminCommand(admins, words)).toEqual({ lines: [line], isRefused }),
);
