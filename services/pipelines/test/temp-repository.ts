import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const AUTHOR = { name: 'Ada Lovelace', email: 'Ada@Example.org' };
const COMMITTER = { name: 'Committer', email: 'committer@example.org' };

const ENV = {
  PATH: process.env['PATH'] ?? '',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: AUTHOR.name,
  GIT_AUTHOR_EMAIL: AUTHOR.email,
  GIT_COMMITTER_NAME: COMMITTER.name,
  GIT_COMMITTER_EMAIL: COMMITTER.email,
};

/**
 * A bare repository in a folder of its own, and who pushes to it from one work tree. A push is one process of git: to start
 * one is what takes time, and many specs push often.
 */
export class TempRepository {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'throughline-git-')));
  readonly bare = join(this.root, 'hello.git');
  readonly url = `file://${this.bare}`;
  /** Where the work tree is: the next commit follows this one, on whatever branch. */
  private head: string | undefined;

  constructor() {
    this.git(this.root, ['init', '--quiet', '--bare', '--initial-branch=main', this.bare]);
  }

  /** Commits the files on the branch and pushes by force; gives the commit's sha. */
  push(branch: string, files: Record<string, string>, message = 'feat: greet'): string {
    const commands = [
      `commit refs/heads/${branch}`,
      'mark :1',
      `author ${AUTHOR.name} <${AUTHOR.email}> now`,
      `committer ${COMMITTER.name} <${COMMITTER.email}> now`,
      data(`${message}\n`),
      ...(this.head ? [`from ${this.head}`] : []),
      ...Object.entries(files).flatMap(([path, text]) => [`M 100644 inline ${path}`, data(text)]),
      '',
      'get-mark :1',
    ];
    const flags = ['--quiet', '--force', '--date-format=now'];
    this.head = this.git(this.bare, ['fast-import', ...flags], commands.join('\n')).trim();
    return this.head;
  }

  /** Puts a commit that was pushed, or an annotated tag of it, at any other ref: a tag, the head of a pull request. */
  place(ref: string, sha: string, { annotated = false } = {}): void {
    const at = annotated ? this.annotate(sha) : sha;
    this.git(this.bare, ['update-ref', ref, at]);
  }

  /** The URL of a clone on whose branch somebody works. */
  checkedOut(): string {
    this.git(this.root, ['clone', '--quiet', this.bare, 'clone']);
    return `file://${join(this.root, 'clone')}`;
  }

  private annotate(sha: string): string {
    this.git(this.bare, ['tag', '--force', '--annotate', '--message', 'tagged', 'annotated', sha]);
    return this.git(this.bare, ['rev-parse', 'refs/tags/annotated']).trim();
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  private git(cwd: string, args: string[], input = ''): string {
    return execFileSync('git', args, { cwd, env: ENV, encoding: 'utf8', input, stdio: ['pipe', 'pipe', 'ignore'] });
  }
}

/** Text as `git fast-import` takes it: its length in bytes comes first. */
const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}`;
