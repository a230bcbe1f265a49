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

const keys = {
  rotate: () =>
    Promise.resolve({
      kid: 'k2',
      signsAt: new Date('2026-01-01T00:15:00Z'),
      predecessorRetiresAt: new Date('2026-01-01T00:35:00Z'),
    }),
};

it('says what a rotation will do, and when', async () =>
  expect(await runAdminCommand({ admins, keys }, ['rotate-signing-key'])).toEqual({
    lines: [
      'The key k2 is published, and signs from 2026-01-01T00:15:00.000Z on.',
      'The key before it verifies until 2026-01-01T00:35:00.000Z. Nobody has to sign in again.',
    ],
    isRefused: false,
  }));

it.each([
  [['list'], false, 'ada@example.org (Ada)'],
  [['grant', 'b@example.org'], false, 'b@example.org is a platform admin now.'],
  [['revoke', 'ada@example.org'], false, 'ada@example.org is no platform admin any more.'],
  [['revoke', 'b@example.org'], true, 'Nobody has that address.'],
  [['grant'], true, 'Say one of: list · grant <e-mail address> · revoke <e-mail address> · rotate-signing-key'],
  [
    ['dance', 'b@example.org'],
    true,
    'Say one of: list · grant <e-mail address> · revoke <e-mail address> · rotate-signing-key',
  ],
  [[], true, 'Say one of: list · grant <e-mail address> · revoke <e-mail address> · rotate-signing-key'],
])('%p', async (words, isRefused, line) =>
  expect(await runAdminCommand({ admins, keys }, words)).toEqual({ lines: [line], isRefused }),
);
