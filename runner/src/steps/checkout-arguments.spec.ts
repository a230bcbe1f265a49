import { problemOfCheckout } from './checkout-arguments.js';

const SHA = '9f3c1a2b4d5e6f708192a3b4c5d6e7f809182736';

describe('problemOfCheckout', () => {
  it.each([
    'https://git.example/a/b.git',
    'http://user:pw@git.example/a.git',
    'ssh://git@git.example:22/a.git',
    'git@git.example:a/b.git',
    'file:///srv/git/a.git',
    '/srv/git with a space/a.git',
  ])('takes %s', (url) => {
    expect(problemOfCheckout(url, SHA)).toBeUndefined();
  });

  it.each([
    '--upload-pack=touch /tmp/x',
    '-u',
    'ext::sh -c id',
    'ssh://-oProxyCommand=id/a.git',
    'ssh://git@-oProxyCommand=id/a.git',
    '-oProxyCommand=id@host:a',
    'git@-oProxyCommand=id:a',
    'git@host:-a',
    'relative/path',
    'https://git.example/a\nb',
    '',
  ])('refuses %j', (url) => {
    expect(problemOfCheckout(url, SHA)).toEqual(expect.any(String));
  });

  it.each(['main', 'HEAD', '--help', '9f3c1a2', `${SHA}\n`, SHA.toUpperCase()])('refuses the commit %j', (sha) => {
    expect(problemOfCheckout('/srv/git/a.git', sha)).toContain('commit id');
  });
});
