import type { AccountEventKind, AccountEventResponse } from '../../../shared/api/generated/types.gen.js';

/** What happened, as its person reads it. */
const WORDS: Record<AccountEventKind, string> = {
  signed_up: 'Account opened',
  logged_in: 'Signed in',
  login_failed: 'Somebody tried to sign in and failed',
  logged_out: 'Signed out',
  session_revoked: 'Session ended',
  session_reused: 'Session ended: an old copy of its token was used',
  email_verified: 'E-mail address confirmed',
  email_change_requested: 'Another e-mail address asked for',
  email_changed: 'E-mail address changed',
  password_changed: 'Password changed',
  password_reset_requested: 'Link for a new password asked for',
  password_reset: 'Password set by a link',
  profile_changed: 'Profile changed',
  key_created: 'API key made',
  key_rotated: 'API key rotated',
  key_revoked: 'API key revoked',
  impersonated: 'A platform admin acted as you',
  account_disabled: 'Account disabled',
  account_enabled: 'Account enabled again',
  reauthenticated: 'Password entered once more',
};

/** What its person should look at twice. */
const ALARMING: ReadonlySet<AccountEventKind> = new Set([
  'login_failed',
  'session_reused',
  'impersonated',
  'account_disabled',
]);

export const eventWords = (kind: AccountEventKind): string => WORDS[kind] ?? kind;
export const isAlarming = (kind: AccountEventKind): boolean => ALARMING.has(kind);

/** The few words of the details that say which key, who or why; undefined when they say nothing of it. */
export function eventDetail({ details }: Pick<AccountEventResponse, 'details'>): string | undefined {
  const text = (key: string): string | undefined => {
    const value = details?.[key];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const who = [text('byName'), text('organization')].filter((part) => part !== undefined).join(', in ');
  const reason = text('reason');
  const parts = [text('name'), who || undefined, text('email'), reason && `“${reason}”`];
  return parts.filter((part) => part !== undefined).join(' · ') || undefined;
}
