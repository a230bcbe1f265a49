import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scanText } from './words-check.ts';

// Put together here, so that this file itself stays clean.
const glue = (...parts: string[]): string => parts.join('');

describe('forbidden words', () => {
  it.each([
    ['a path of the build machine', glue('cd /wo', 'rk/main')],
    ['a brief of the build machine', glue('see /tm', 'p/brief/x.md')],
    ['a page outside the repository', glue('see ../sh', 'ared/design/style.md')],
    ['a registry host', glue('https://registry.np', 'mjs.org/x')],
    ['a registry setting', glue('reg', 'istry=https://packages.example.com')],
    ['a resolved address in the lock file', glue('"resol', 'ved": "https://packages.example.com/x.tgz"')],
    ['a registry credential', glue('//packages.example.com/:_auth', 'Token=x')],
    ['a private key', glue('-----BEGIN RSA PRIVATE', ' KEY-----\n', 'A'.repeat(64))],
    ['an AWS key', glue('AK', 'IA', 'ABCDEFGHIJKLMNOP')],
    ['a GitHub token', glue('gh', 'p_', 'a'.repeat(36))],
    ['a GitLab token', glue('glp', 'at-', 'a'.repeat(20))],
    ['a Slack token', glue('xo', 'xb-', '1'.repeat(24))],
    ['a Stripe key', glue('sk_', 'live_', 'a'.repeat(24))],
    ['an npm token', glue('np', 'm_', 'a'.repeat(36))],
  ])('are found: %s', (_, text) => {
    expect(scanText('f.txt', `first line\n${text}\n`)).toEqual([expect.stringMatching(/^ {2}f\.txt:2: an? /)]);
  });

  it.each(['src/work/queue.ts', '../work/queue.ts', '-----BEGIN PRIVATE KEY-----', 'sk_live_…', 'AKIA'])(
    'leave %s alone',
    (text) => expect(scanText('f.txt', text)).toEqual([]),
  );

  it('does not find its own list', () => {
    const path = join(__dirname, 'forbidden-words.ts');
    expect(scanText(path, readFileSync(path, 'utf8'))).toEqual([]);
  });
});
