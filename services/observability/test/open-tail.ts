import { memberClaims, type TestService } from '@throughline/testing';
import { get, type IncomingMessage } from 'node:http';
import type { Place } from './builders.js';

export interface Tail {
  /** The next line, however long it takes. */
  next(): Promise<{ id: string; data: { message: string } }>;
  close(): void;
}

/** Opens a tail; resolves when the server has answered, so that nothing that comes later is missed. */
export async function openTail(service: TestService, place: Place, query: string, lastId?: string): Promise<Tail> {
  const authorization = await service.bearer(memberClaims(place.orgId, 'viewer'));
  const headers = { authorization, ...(lastId === undefined ? {} : { 'last-event-id': lastId }) };
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(`${service.url}/api/v1/orgs/${place.orgId}/logs/tail?${query}`, { headers }, resolve).on('error', reject);
  });
  expect(response.headers['content-type']).toBe('text/event-stream');
  const chunks = response.setEncoding('utf8')[Symbol.asyncIterator]() as AsyncIterator<string>;
  let buffered = '';
  const event = /id: (\S+)\ndata: (.*)\n\n/;
  return {
    close: () => response.destroy(),
    async next() {
      for (let match = event.exec(buffered); ; match = event.exec(buffered)) {
        if (match) {
          buffered = buffered.slice(match.index + match[0].length);
          return { id: match[1] ?? '', data: JSON.parse(match[2] ?? '') };
        }
        buffered += (await chunks.next()).value as string;
      }
    },
  };
}
