import { ago, id } from './ids.mjs';
import { ada, me } from './people.mjs';

export const profile = {
  id: ada.userId,
  email: ada.email,
  fullName: ada.fullName,
  company: 'Acme',
  title: 'Engineer',
  department: '',
  phone: '+49 30 1234',
  timeZone: 'Europe/Berlin',
  defaultMode: 'monitor',
  onboardingStep: 'welcome',
  onboardingCompleted: false,
  avatarUrl: me.avatarUrl,
};

export const preferences = {
  colorScheme: 'auto',
  density: 'comfortable',
  timeDisplay: 'relative',
  startPage: 'overview',
  columns: {},
};

export const sessions = [
  ['here', 'Firefox on Linux', '203.0.113.7', 2, true],
  ['phone', 'Safari on iPhone', '2001:db8::17', 300, false],
  ['old', 'Unknown program', null, 9_000, false],
].map(([name, client, ip, minutes, current]) => ({
  id: id(name),
  client,
  ip,
  createdAt: ago(minutes + 400),
  lastSeenAt: ago(minutes),
  expiresAt: ago(-20_000),
  current,
}));

const link = `http://localhost:4400/verify#${'A'.repeat(43)}`;

export const mail = [
  ['Confirm your e-mail address', 'verify_address', 'grace@acme.test', 'sent', null, 3],
  ['Set a new password', 'reset_password', 'nobody@acme.test', 'withheld', 'the address has no account', 40],
  ['Your password was changed', 'password_changed', 'ada@acme.test', 'queued', '451 try again later', 90],
  ['Confirm your e-mail address', 'verify_address', 'typo@acme.tset', 'failed', '550 no such domain', 600],
].map(([subject, kind, to, state, reason, minutes]) => ({
  id: id(`${kind}${to}`),
  kind,
  to,
  subject,
  state,
  reason,
  attempts: state === 'withheld' ? 0 : 1,
  createdAt: ago(minutes),
  sentAt: state === 'sent' ? ago(minutes) : null,
  text: `Hello,\n\nconfirm your address to finish signing up.\n\n${link}\n`,
  html: `<!doctype html><body style="padding:24px;font-family:sans-serif"><h1 style="font-size:20px">${subject}</h1><p>Hello,</p><p><a href="${link}" target="_blank" rel="noopener noreferrer">Confirm and sign in</a></p></body>`,
}));

export const securityLog = [
  ['logged_in', null, 2],
  ['login_failed', null, 3],
  ['impersonated', { byName: 'Margaret Hamilton', organization: 'acme', reason: 'Ticket 4711: a run is missing' }, 80],
  ['key_created', { name: 'night job of the release team in Berlin', keyId: id('key') }, 300],
  ['password_changed', null, 9_000],
  ['email_verified', { email: ada.email }, 60_000],
  ['signed_up', null, 60_000],
].map(([kind, details, minutes], index) => ({
  ...{ id: id(`event${index}`), kind, details, occurredAt: ago(minutes) },
  ip: kind === 'impersonated' ? null : '203.0.113.7',
  client: kind === 'impersonated' ? null : 'Firefox 141 on Linux',
}));
