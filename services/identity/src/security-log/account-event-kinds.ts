/** What a person's security log tells of. Additive: names stay what they are. */
export const ACCOUNT_EVENT_KINDS = [
  'signed_up',
  'logged_in',
  'login_failed',
  'logged_out',
  'session_revoked',
  'session_reused',
  'email_verified',
  'email_change_requested',
  'email_changed',
  'password_changed',
  'password_reset_requested',
  'password_reset',
  'profile_changed',
  'key_created',
  'key_rotated',
  'key_revoked',
  'impersonated',
  'account_disabled',
  'account_enabled',
  'reauthenticated',
] as const;
export type AccountEventKind = (typeof ACCOUNT_EVENT_KINDS)[number];
