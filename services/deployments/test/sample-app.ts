import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { create } from 'tar';

/** A small app: answers /healthz with its version, what it was told by its environment at /, and logs both ways. */
const server = (version: string): string => `
import { createServer } from 'node:http';
const { PORT, DEPLOYMENT_ID, GREETING, HOME, SECRET_WORD } = process.env;
const app = createServer((request, response) => {
  if (request.url === '/crash') process.exit(9);
  response.end(JSON.stringify({ version: '${version}', deploymentId: DEPLOYMENT_ID, greeting: GREETING, home: HOME,
    secret: SECRET_WORD, names: Object.keys(process.env).sort() }));
});
app.listen(Number(PORT), '127.0.0.1', () => {
  console.log(JSON.stringify({ level: 'warn', msg: 'up', version: '${version}' }));
  console.log('plain line');
  console.error('to stderr');
});
process.once('SIGTERM', () => app.close(() => process.exit(0)));
`;

const BROKEN = `console.log('reading config'); console.error('no such table: greetings'); process.exit(3);`;

/** The artifact of a version of the app. */
export function packApp(version: string): Promise<Buffer> {
  return pack(server(version));
}

/** An app that ends at once, with a reason on stderr. */
export function packBrokenApp(): Promise<Buffer> {
  return pack(BROKEN);
}

/** An app of one file, `server.mjs`. */
export async function pack(source: string): Promise<Buffer> {
  const directory = await mkdtemp(join(tmpdir(), 'throughline-app-'));
  try {
    await writeFile(join(directory, 'server.mjs'), source);
    const file = join(directory, 'app.tgz');
    await create({ file, gzip: true, cwd: directory }, ['server.mjs']);
    return await readFile(file);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
