import { loop, type Loop } from '@throughline/platform';
import { SigningKeys } from './keys/signing-keys.js';
import { MAIL_CHANNEL } from './mail/mailer.js';
import { MailSender } from './mail/mail-sender.js';
import { DueDeletions } from './tenants/due-deletions.js';

/** What the processes of this service do again and again: the workers all of it, any number of them. */
export const LOOPS: readonly Loop[] = [
  loop(SigningKeys, {
    everyMs: 60_000, // far shorter than a new key waits before it signs
    everywhere: true,
    pass: (keys) => keys.reload(),
    failed: 'the signing keys stay as they were loaded',
  }),
  loop(MailSender, {
    everyMs: 2_000,
    hint: MAIL_CHANNEL,
    pass: (sender, stopping) => sender.drain(stopping),
    failed: 'mail could not be sent; it stays queued',
  }),
  loop(DueDeletions, {
    everyMs: 15_000,
    pass: (deletions, stopping) => deletions.drain(stopping),
    failed: 'a due deletion waits',
  }),
];
