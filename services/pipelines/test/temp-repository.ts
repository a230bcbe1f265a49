import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export const AUTHOR = { name: 'Ada Lovelace', email: 'Ada@Example.org' };

const ENV = {
  PATH: process.env['PATH'] ?? '',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: AUTHOR.name,
  GIT_AUTHOR_EMAIL: AUTHOR.email,
  GIT_COMMITTER_NAME: 'Committer',
  GIT_COMMITTER_EMAIL: 'committer@example.org',
};

/** A bare repository and a clone of it in a folder of their own: what a person's machine and a git server would be. */
export class TempRepository {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'throughline-git-')));
  readonly bare = join(this.root, 'hello.git');
  readonly url = `file://${this.bare}`;
  private readonly clone = join(this.root, 'clone');

  constructor() {
    this.git(this.root, 'init', '--quiet', '--bare', '--initial-branch=main', this.bare);
    this.git(this.root, 'clone', '--quiet', this.bare, this.clone);
  }

  /** Commits the files on the branch and pushes; gives the commit's sha. */
  push(branch: string, files: Record<string, string>, message = 'feat: greet'): string {
    this.git(this.clone, 'checkout', '--quiet', '-B', branch);
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.clone, path)), { recursive: true });
      writeFileSync(join(this.clone, path), text);
    }
    this.git(this.clone, 'add', '--all');
    this.git(this.clone, 'commit', '--quiet', '--allow-empty', '-m', message);
    this.git(this.clone, 'push', '--quiet', '--force', 'origin', branch);
    return this.git(this.clone, 'rev-parse', 'HEAD').trim();
  }

  /** Puts a commit that was pushed, or an annotated tag of it, at any other ref: a tag, the head of a pull request. */
  place(ref: string, sha: string, { annotated = false } = {}): void {
    const at = annotated ? this.annotate(sha) : sha;
    this.git(this.bare, 'update-ref', ref, at);
  }

  private annotate(sha: string): string {
    this.git(this.bare, 'tag', '--force', '--annotate', '--message', 'tagged', 'annotated', sha);
    return this.git(this.bare, 'rev-parse', 'refs/tags/annotated').trim();
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  private git(cwd: string, ...args: string[]): string {
    return execFileSync('git', args, { cwd, env: ENV, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  }
}
