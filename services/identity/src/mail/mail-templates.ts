import type { MailContent, MailKind } from './mail-content.js';
import { oneLine, timeInWords } from './mail-words.js';

/** A mail before it has a form. Paragraphs are plain text. */
export interface Letter {
  subject: string;
  greeting: string;
  paragraphs: string[];
  action?: { label: string; link: string };
  /** What to do when one did not expect this. */
  closing: string;
}

type Templates = { [Kind in MailKind]: (content: Extract<MailContent, { kind: Kind }>) => Letter };

const hello = (name: string): string => `Hello ${oneLine(name)},`;
const NOT_YOU = 'If this was not you, nothing has happened yet and you can ignore this message.';
const alarm = (resetLink: string): string =>
  `If this was not you, somebody else may know your password. Set a new one at once: ${resetLink}`;

const TEMPLATES: Templates = {
  verify_address: ({ name, link }) => ({
    subject: 'Confirm your e-mail address',
    greeting: hello(name),
    paragraphs: ['Confirm your address to finish signing up. The link works once, for 24 hours.'],
    action: { label: 'Confirm and sign in', link },
    closing: NOT_YOU,
  }),
  account_exists: ({ name, signInLink, resetLink }) => ({
    subject: 'You already have an account',
    greeting: hello(name),
    paragraphs: [
      'Somebody, probably you, tried to sign up with this address. There is an account with it already: sign in instead.',
      `Forgot the password? Set a new one: ${resetLink}`,
    ],
    action: { label: 'Sign in', link: signInLink },
    closing: NOT_YOU,
  }),
  reset_password: ({ name, link }) => ({
    subject: 'Set a new password',
    greeting: hello(name),
    paragraphs: ['Somebody asked for a new password for your account. The link works once, for one hour.'],
    action: { label: 'Set a new password', link },
    closing: 'If this was not you, ignore this message: your password stays as it is.',
  }),
  password_changed: ({ name, at, resetLink }) => ({
    subject: 'Your password was changed',
    greeting: hello(name),
    paragraphs: [`Your password was changed on ${timeInWords(at)}. Your other sessions have been ended.`],
    closing: alarm(resetLink),
  }),
  verify_new_address: ({ name, link }) => ({
    subject: 'Confirm your new e-mail address',
    greeting: hello(name),
    paragraphs: [
      'Confirm that this address is yours; from then on you sign in with it. The link works once, for 24 hours.',
    ],
    action: { label: 'Use this address', link },
    closing: NOT_YOU,
  }),
  address_taken: ({ name, signInLink }) => ({
    subject: 'This address has an account already',
    greeting: hello(name),
    paragraphs: [
      'Somebody, probably you, wanted to move another account to this address. It belongs to this account already, so nothing was changed.',
    ],
    action: { label: 'Sign in', link: signInLink },
    closing: NOT_YOU,
  }),
  address_change_asked: ({ name, newEmail, at, resetLink }) => ({
    subject: 'A new e-mail address was asked for',
    greeting: hello(name),
    paragraphs: [
      `On ${timeInWords(at)} your account was asked to move to ${newEmail}. It moves once that address is confirmed.`,
    ],
    closing: alarm(resetLink),
  }),
  address_changed: ({ name, newEmail, at }) => ({
    subject: 'Your e-mail address was changed',
    greeting: hello(name),
    paragraphs: [`Since ${timeInWords(at)} you sign in with ${newEmail}. This address is no longer yours here.`],
    closing: 'If this was not you, tell whoever runs this installation at once.',
  }),
  invitation: ({ inviter, organization, role, link }) => ({
    subject: `${oneLine(inviter, 60)} invites you to ${oneLine(organization, 60)}`,
    greeting: 'Hello,',
    paragraphs: [
      `${oneLine(inviter)} invites you to join ${oneLine(organization)} as ${oneLine(role)}. The link works once, for 7 days, and for this address only.`,
    ],
    action: { label: 'See the invitation', link },
    closing: 'If you do not know them, ignore this message.',
  }),
};

/** The letter for a content. Whatever people chose in it stays on its line. */
export function letterOf(content: MailContent): Letter {
  return (TEMPLATES[content.kind] as (content: MailContent) => Letter)(content);
}
