import type { IsoTime } from './mail-words.js';

/** Everything that we write to people, by what it is about. A link carries its token in the fragment: no server logs it. */
export type MailContent =
  | { kind: 'verify_address'; name: string; link: string }
  | { kind: 'account_exists'; name: string; signInLink: string; resetLink: string }
  | { kind: 'reset_password'; name: string; link: string }
  | { kind: 'password_changed'; name: string; at: IsoTime; resetLink: string }
  | { kind: 'verify_new_address'; name: string; link: string }
  | { kind: 'address_taken'; name: string; signInLink: string }
  | { kind: 'address_change_asked'; name: string; newEmail: string; at: IsoTime; resetLink: string }
  | { kind: 'address_changed'; name: string; newEmail: string; at: IsoTime }
  | { kind: 'invitation'; inviter: string; organization: string; role: string; link: string };

export type MailKind = MailContent['kind'];
