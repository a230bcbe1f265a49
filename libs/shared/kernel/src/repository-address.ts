export const REPOSITORY_PROVIDERS = [
  'github',
  'gitlab',
  'bitbucket',
  'azure',
  'gitea',
  'local',
  'self_hosted',
] as const;
export type RepositoryProvider = (typeof REPOSITORY_PROVIDERS)[number];

export interface RepositoryAddress {
  provider: RepositoryProvider;
  /** All folders above the repository: a GitLab group may be nested. Null for one on this machine. */
  owner: string | null;
  name: string;
  /** Without credentials. */
  url: string;
}

const SCP = /^[\w.-]+@([\w.-]+):(?!\/\/)([\w./~-]+)$/;
const SCHEMES = ['https:', 'http:', 'ssh:', 'git:'];

/** Where a repository lives, from an http(s), ssh, git, `git@host:owner/name.git` or file address; undefined for anything else. */
export function repositoryAddress(text: string): RepositoryAddress | undefined {
  const scp = text.includes('://') ? null : SCP.exec(text);
  if (scp) return addressOf(scp[1] ?? '', scp[2] ?? '', text);
  const url = URL.parse(text);
  if (url?.protocol === 'file:') return localAddress(url);
  if (!url || !SCHEMES.includes(url.protocol)) return undefined;
  url.username = url.protocol === 'ssh:' ? url.username : '';
  url.password = '';
  return addressOf(url.hostname, url.pathname, url.href);
}

function localAddress(url: URL): RepositoryAddress | undefined {
  const name = segments(url.pathname).at(-1);
  return name === undefined ? undefined : { provider: 'local', owner: null, name, url: url.href };
}

function addressOf(host: string, path: string, url: string): RepositoryAddress | undefined {
  const parts = segments(path);
  const name = parts.at(-1);
  if (name === undefined || parts.length < 2) return undefined;
  return { provider: providerOf(host.toLowerCase()), owner: parts.slice(0, -1).join('/'), name, url };
}

function segments(path: string): string[] {
  const parts = path.split('/').filter((part) => part !== '');
  return parts
    .map((part, at) => (at === parts.length - 1 ? part.replace(/\.git$/, '') : part))
    .filter((part) => part !== '');
}

/** By what the host is called; one that says nothing runs something of its own. */
function providerOf(host: string): RepositoryProvider {
  if (host.includes('github')) return 'github';
  if (host.includes('gitlab')) return 'gitlab';
  if (host.includes('bitbucket')) return 'bitbucket';
  if (host.endsWith('dev.azure.com') || host.endsWith('visualstudio.com')) return 'azure';
  return /gitea|forgejo|codeberg/.test(host) ? 'gitea' : 'self_hosted';
}
