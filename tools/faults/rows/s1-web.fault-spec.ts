import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { report } from '../figure.ts';
import { Secrets } from './s1-secrets.ts';

jest.setTimeout(10 * 60_000);

const WEB = resolve(__dirname, '../../../web');
const VITE = resolve(__dirname, '../../../node_modules/vite/bin/vite.js');
/** What the environment of a build on the machine of an installation would have in it. */
const NAMES = [
  'KEK',
  'INTERNAL_SECRET',
  'MAILBOX_KEY',
  'SMTP_URL',
  'DATABASE_URL',
  'REDIS_URL',
  'RUNNER_REGISTRATION_TOKEN',
];

describe('S1: secret leak scan', () => {
  const secrets = new Secrets();
  const folder = mkdtempSync(join(tmpdir(), 'throughline-web-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('finds nothing of the environment of a build in the web bundle', async () => {
    const planted = Object.fromEntries(NAMES.map((name) => [name, secrets.plant(name)]));
    const env = { PATH: '/usr/local/bin:/usr/bin:/bin', ...planted };
    await promisify(execFile)(process.execPath, [VITE, 'build', '--outDir', relative(WEB, folder)], { cwd: WEB, env });
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const texts = files.map(({ parentPath, name }) => ({ name, text: readFileSync(join(parentPath, name), 'latin1') }));
    const found = texts.flatMap(({ name, text }) => secrets.in(text, name));
    report({
      row: 'S1',
      target: 'web: nothing of a build’s environment in the bundle',
      reached: `${found.length} hits of ${secrets.count} secrets in ${texts.length} files`,
      pass: found.length === 0,
    });
    expect(found).toEqual([]);
    const control = new Secrets();
    control.know('an address that the app calls', '/api/v1/auth/login');
    expect(texts.flatMap(({ name, text }) => control.in(text, name))).not.toEqual([]);
  });
});
