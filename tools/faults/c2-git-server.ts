import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ENV = {
  PATH: '/usr/local/bin:/usr/bin:/bin',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
};

/** A bare repository that is there to be cloned, and a clone from which to push pipelines to it. */
export class GitServer {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'throughline-git-')));
  readonly url = `file://${join(this.root, 'hello.git')}`;
  private readonly clone = join(this.root, 'clone');

  constructor() {
    this.git(this.root, 'init', '--quiet', '--bare', '--initial-branch=main', 'hello.git');
    this.git(this.root, 'clone', '--quiet', 'hello.git', 'clone');
    this.git(this.clone, 'checkout', '--quiet', '-B', 'main');
  }

  /** Pushes a commit with the pipeline; returns its sha. */
  push(pipeline: string): string {
    mkdirSync(join(this.clone, '.throughline'), { recursive: true });
    writeFileSync(join(this.clone, '.throughline/pipeline.yml'), pipeline);
    this.git(this.clone, 'add', '--all');
    this.git(this.clone, 'commit', '--quiet', '--allow-empty', '-m', 'feat: steps');
    this.git(this.clone, 'push', '--quiet', 'origin', 'main');
    return this.git(this.clone, 'rev-parse', 'HEAD').trim();
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  private git(cwd: string, ...argv: string[]): string {
    return execFileSync('git', argv, { cwd, env: ENV, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  }
}
