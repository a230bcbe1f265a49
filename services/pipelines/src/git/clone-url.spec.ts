import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkCloneUrl } from './clone-url.js';

describe('checkCloneUrl', () => {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'throughline-url-')));
  const root = join(base, 'git root');
  beforeAll(() => {
    mkdirSync(join(root, 'a.git'), { recursive: true });
    mkdirSync(join(base, 'outside.git'));
    mkdirSync(join(base, 'git root-2', 'b.git'), { recursive: true });
    symlinkSync(join(base, 'outside.git'), join(root, 'link.git'));
  });
  afterAll(() => rmSync(base, { recursive: true }));
  const fileUrl = (path: string): string => `file://${encodeURI(path)}`;

  it('takes a repository below a root', async () =>
    expect(await checkCloneUrl(fileUrl(join(root, 'a.git')), [root])).toEqual({ path: join(root, 'a.git') }));

  it.each([
    ['the root itself', () => fileUrl(root), /There is no repository/],
    ['a path outside', () => fileUrl(join(base, 'outside.git')), /There is no repository/],
    ['a neighbour with the same beginning', () => fileUrl(join(base, 'git root-2', 'b.git')), /There is no repository/],
    ['dots', () => `${fileUrl(root)}/../outside.git`, /There is no repository/],
    ['encoded dots', () => `${fileUrl(root)}/%2e%2e/outside.git`, /There is no repository/],
    ['an encoded slash', () => `${fileUrl(root)}/..%2foutside.git`, /There is no repository/],
    ['a link that leads out', () => fileUrl(join(root, 'link.git')), /There is no repository/],
    ['what is not there', () => fileUrl(join(root, 'none.git')), /There is no repository/],
    ['another host', () => 'file://example.org/etc', /There is no repository/],
    ['https', () => 'https://example.org/a.git', /not supported yet/],
    ['ssh', () => 'ssh://git@example.org/a.git', /not supported yet/],
    ['the short form of ssh', () => 'git@example.org:a.git', /not supported yet/],
    ['ext', () => 'ext::sh -c id', /not supported yet|not a URL/],
    ['an option', () => '--upload-pack=id', /not a URL/],
    ['a plain path', () => '/etc', /not a URL/],
  ])('refuses %s', async (_what, url, reason) =>
    expect(await checkCloneUrl(url(), [root])).toEqual({ refusal: expect.stringMatching(reason) }),
  );

  it('refuses everything without a root', async () =>
    expect(await checkCloneUrl(fileUrl(join(root, 'a.git')), [])).toHaveProperty('refusal'));
});
