import { asProblem } from './api-problem.ts';

/** Where mail is read: the gateway's address and the key that the supervisor made. */
export interface MailboxAddress {
  gatewayUrl: string;
  mailboxKey: string;
  signal: AbortSignal;
}

interface Summary {
  id: string;
  to: string;
  kind: string;
}

const PAGE = 50;

/** The newest mail to the address as its reader sees it. A command's mail is there as soon as it has answered. */
export async function newestMailTo(mailbox: MailboxAddress, address: string): Promise<{ kind: string; text: string }> {
  const { items } = await read<{ items: Summary[] }>(mailbox, `?limit=${PAGE}`);
  const mail = items.find(({ to }) => to === address);
  if (!mail) throw new Error(`there is no mail to ${address}`);
  const { text } = await read<{ text: string }>(mailbox, `/${mail.id}`);
  return { kind: mail.kind, text };
}

/** The token at the end of the link in a mail. */
export function tokenIn(text: string): string {
  const token = /#([\w-]{43})\b/.exec(text)?.[1];
  if (token === undefined) throw new Error('the mail holds no link with a token');
  return token;
}

async function read<T>({ gatewayUrl, mailboxKey, signal }: MailboxAddress, rest: string): Promise<T> {
  const path = `/api/v1/mail${rest}`;
  const response = await fetch(`${gatewayUrl}${path}`, { headers: { 'x-mailbox-key': mailboxKey }, signal });
  const text = await response.text();
  if (!response.ok) throw asProblem(`GET ${path}`, response.status, text);
  return JSON.parse(text) as T;
}
