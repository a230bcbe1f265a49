import { defineMachine } from '@throughline/kernel';

/**
 * `withheld` is a mail that was written and never may go out: to an address that got too many, or that has no account.
 * It is kept so that asking takes the same steps for every address, and so that an operator sees why nothing came.
 */
export const MAIL_STATES = ['queued', 'sent', 'failed', 'withheld'] as const;
export type MailState = (typeof MAIL_STATES)[number];
export type MailTrigger = 'deliver' | 'retry' | 'give_up';

export const mailMachine = defineMachine<MailState, MailTrigger>({
  initial: 'queued',
  table: { queued: { deliver: 'sent', retry: 'queued', give_up: 'failed' }, sent: {}, failed: {}, withheld: {} },
});
