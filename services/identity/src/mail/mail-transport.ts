/** A mail as it leaves us. */
export interface OutgoingMail {
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  createdAt: Date;
}

/** Where mail goes. Resolves once whoever is next has taken it; rejects with what they said otherwise. */
export interface MailTransport {
  send(mail: OutgoingMail): Promise<void>;
  close(): void;
}

/** Injection token of the transport that the configuration chose. */
export const MAIL_TRANSPORT = Symbol('MAIL_TRANSPORT');
