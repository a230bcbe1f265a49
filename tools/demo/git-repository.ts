import { execFile } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Author {
  name: string;
  email: string;
}

/** A real bare repository with a work tree of the demo's author beside it. */
export class GitRepository {
  readonly bare: string;
  readonly workTree: string;
  private readonly author: Author;

  constructor(gitDir: string, name: string, author: Author) {
    this.bare = join(gitDir, `${name}.git`);
    this.workTree = join(gitDir, `${name}-work`);
    this.author = author;
  }

  /** What the platform clones from. */
  get cloneUrl(): string {
    return pathToFileURL(this.bare).href;
  }

  /** Makes both anew, with the files of `source` in the work tree, not yet committed. */
  async create(source: string): Promise<void> {
    for (const folder of [this.bare, this.workTree]) {
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
    }
    await run('git', ['init', '--quiet', '--bare', '--initial-branch=main', this.bare]);
    await run('git', ['init', '--quiet', '--initial-branch=main', this.workTree]);
    await this.git('remote', 'add', 'origin', this.bare);
    cpSync(source, this.workTree, { recursive: true, filter: (path) => !/\/(node_modules|dist)$/.test(path) });
  }

  /** Makes the repository send a signed webhook after each push, as GitHub would. */
  installWebhook(url: string, secret: string): void {
    const hooks = join(this.bare, 'hooks');
    const settings = join(hooks, 'webhook.json');
    writeFileSync(settings, JSON.stringify({ url, secret, name: 'hello-service' }), { mode: 0o600 });
    const hook = join(hooks, 'post-receive');
    const script = join(import.meta.dirname, 'post-receive.mjs');
    writeFileSync(hook, `#!/bin/sh\nexec ${quoted(process.execPath)} ${quoted(script)} ${quoted(settings)}\n`);
    chmodSync(hook, 0o755);
  }

  /** Commits everything and pushes `main`; resolves to the commit's sha. Rejects when the webhook was not taken. */
  async push(message: string): Promise<string> {
    await this.git('add', '--all');
    await this.git('commit', '--quiet', '--message', message);
    await this.git('push', '--quiet', 'origin', 'main');
    return (await this.git('rev-parse', 'HEAD')).trim();
  }

  private async git(...parameters: string[]): Promise<string> {
    const identity = [
      '-c',
      `user.name=${this.author.name}`,
      '-c',
      `user.email=${this.author.email}`,
      '-c',
      'commit.gpgsign=false',
    ];
    const { stdout } = await run('git', [...identity, '-C', this.workTree, ...parameters], {
      env: { ...process.env, GIT_TERMINAL_PROMPT: '0', GIT_CONFIG_NOSYSTEM: '1' },
    });
    return stdout;
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll(`'`, `'\\''`)}'`;
}
