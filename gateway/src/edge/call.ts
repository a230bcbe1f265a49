import type { Consumption } from '@throughline/platform';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';

/** Who asks, as far as the connection and the proxies before us tell, and what the request has used so far. */
export interface Caller {
  readonly ip: string;
  readonly headers: IncomingHttpHeaders;
  /** Of its caller's limits; null before the first was counted. */
  consumptions: Consumption[] | null;
}

/** A request for a service, on its way through. */
export interface Call extends Caller {
  readonly raw: IncomingMessage;
  readonly response: ServerResponse;
  readonly method: string;
  /** As it was sent, without the query. */
  readonly path: string;
  /** With its question mark; empty where there is none. */
  readonly query: string;
  readonly host: string;
  readonly protocol: 'http' | 'https';
  readonly requestId: string;
}
