import { resolve } from 'node:path';
import { DeploymentsWorld } from '../../../services/deployments/test/deployments-world.js';
import { pack } from '../../../services/deployments/test/sample-app.js';
import { report } from '../figure.ts';
import { corpusFor } from './i4-corpus.ts';
import { startWatch, type Watch } from './i4-watch.ts';

jest.setTimeout(2 * 60_000);

const LAUNCHER_FILE = resolve(__dirname, '../../../services/deployments/dist/launcher/main.js');
/** Says how it was started. */
const APP = `import { createServer } from 'node:http';
const { argv, env } = process;
createServer((_, answer) => answer.end(JSON.stringify({ argv: argv.slice(2), env }))).listen(Number(env.PORT), '127.0.0.1');
`;
const MOST = 60;

describe('I4: injected strings on the way to a host', () => {
  let watch: Watch;
  let world: DeploymentsWorld;
  beforeAll(async () => {
    watch = startWatch();
    world = await DeploymentsWorld.start({ PROCESS_ROLE: 'all' }, { LAUNCHER_FILE, HOSTS_BELOW: watch.folder });
    await world.furnish();
    watch.begin();
  });
  afterAll(async () => {
    await world.close();
    watch.end();
  });

  it('are arguments and values, each as it was given', async () => {
    // No argument and no variable of a process can hold NUL.
    const texts = corpusFor(watch.folder)
      .map(({ text }) => text)
      .filter((text) => !text.includes('\u0000'));
    const { serviceId } = world;
    const run = { command: ['node', 'server.mjs', ...texts.slice(0, MOST)], healthPath: '/healthz' };
    const entries = (prefix: string) => Object.fromEntries(texts.map((text, at) => [`${prefix}_${at}`, text]));
    const config = { variables: entries('VARIABLE'), secrets: entries('SECRET') };
    expect((await world.change(`services/${serviceId}`, { name: texts[0], run })).status).toBe(200);
    expect(
      (await world.put(`services/${serviceId}/environments/${world.place('staging').id}/config`, config)).status,
    ).toBe(200);
    const finished = await world.deployed(await pack(APP), { version: '../../escaped' });
    expect(finished).toMatchObject({ outcome: 'live' });
    const started = (await (await fetch(`${finished.url}/`)).json()) as { argv: string[]; env: Record<string, string> };
    const files = watch.strayFiles();
    const strange = watch.processes.filter(
      ([program, , file]) => program !== process.execPath || file !== LAUNCHER_FILE,
    );
    report({
      row: 'I4',
      target: 'apps: arguments and variables as given, 0 processes but the launcher, 0 files outside',
      reached: `${started.argv.length} arguments, ${texts.length * 2} variables: ${strange.length} processes, ${files.length} files`,
      pass: strange.length + files.length === 0,
    });
    expect(started.argv).toEqual(texts.slice(0, MOST));
    expect(started.env).toMatchObject({ ...entries('VARIABLE'), ...entries('SECRET') });
    expect(strange).toEqual([]);
    expect(files).toEqual([]);
  });
});
