import { repositoryAddress } from './repository-address.js';

describe('where a repository lives', () => {
  it.each([
    ['https://github.com/acme/shop.git', 'github', 'acme', 'shop', 'https://github.com/acme/shop.git'],
    ['https://github.com/acme/shop', 'github', 'acme', 'shop', 'https://github.com/acme/shop'],
    [
      'https://me:secret@gitlab.com/group/sub/app.git',
      'gitlab',
      'group/sub',
      'app',
      'https://gitlab.com/group/sub/app.git',
    ],
    ['git@github.com:acme/shop.git', 'github', 'acme', 'shop', 'git@github.com:acme/shop.git'],
    [
      'ssh://git@gitea.example.org:2222/acme/shop.git',
      'gitea',
      'acme',
      'shop',
      'ssh://git@gitea.example.org:2222/acme/shop.git',
    ],
    ['https://codeberg.org/acme/shop', 'gitea', 'acme', 'shop', 'https://codeberg.org/acme/shop'],
    ['https://bitbucket.org/acme/shop/', 'bitbucket', 'acme', 'shop', 'https://bitbucket.org/acme/shop/'],
    [
      'https://dev.azure.com/acme/shop/_git/web',
      'azure',
      'acme/shop/_git',
      'web',
      'https://dev.azure.com/acme/shop/_git/web',
    ],
    ['https://git.example.org/acme/shop.git', 'self_hosted', 'acme', 'shop', 'https://git.example.org/acme/shop.git'],
    ['file:///srv/git/shop.git', 'local', null, 'shop', 'file:///srv/git/shop.git'],
  ])('%s', (...[text, provider, owner, name, url]) =>
    expect(repositoryAddress(text ?? '')).toEqual({ provider, owner, name, url }),
  );

  it.each([
    '',
    'shop',
    'https://github.com',
    'https://github.com/acme',
    'javascript:alert(1)',
    'data:x/y',
    'file:///',
    'a b:c',
  ])('is not told by %p', (text) => expect(repositoryAddress(text)).toBeUndefined());
});
