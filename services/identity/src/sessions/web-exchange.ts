import type { IncomingHttpHeaders } from 'node:http';

/** What cookies and guards need of a request. */
export interface WebRequest {
  headers: IncomingHttpHeaders;
}

/** What they need of an answer that is still to be sent. */
export interface WebReply {
  header(name: string, value: string): WebReply;
  status(code: number): WebReply;
}
