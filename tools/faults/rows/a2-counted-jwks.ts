import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Identity's keys behind a counter: a service that is pointed here is seen each time it fetches them. */
export interface CountedJwks {
  url: string;
  fetches(): number;
  close(): void;
}

/** @param source the URL of the keys */
export async function countJwks(source: string): Promise<CountedJwks> {
  let fetches = 0;
  const server = createServer((_request, response) => {
    fetches += 1;
    void fetch(source)
      .then((answer) => answer.text())
      .then((text) => response.setHeader('content-type', 'application/json').end(text))
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    fetches: () => fetches,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
