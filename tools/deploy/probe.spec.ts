import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { probe } from '../../infra/image/probe.mjs';

describe('the probe of the images', () => {
  let server: Server;
  let url: string;
  beforeAll(async () => {
    server = createServer(({ url: path }, answer) => void answer.writeHead(path === '/readyz' ? 200 : 503).end());
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((done) => server.close(done)));

  it('is content with a process that answers 200 and a folder that takes files', async () => {
    await expect(probe([`${url}/readyz`, tmpdir()])).resolves.toBeUndefined();
  });

  it('says what a process answered that is not ready', async () => {
    await expect(probe([`${url}/other`])).rejects.toThrow('/other answered 503');
  });

  it('fails when nobody answers, and when a folder is missing', async () => {
    await expect(probe(['http://127.0.0.1:1/readyz'])).rejects.toThrow();
    await expect(probe([`${tmpdir()}/there-is-no-such-folder`])).rejects.toThrow('ENOENT');
  });

  it('asks for something to probe', async () => {
    await expect(probe([])).rejects.toThrow('name a URL or a folder');
  });
});
