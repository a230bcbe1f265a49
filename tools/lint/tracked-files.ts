import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

/**
 * The files of the checkout at `root` that git has or would add, as paths below it with forward slashes.
 * Rejects where git or the repository is missing.
 */
export async function trackedFiles(root: string): Promise<string[]> {
  // A checkout that belongs to another user is still ours to read.
  const args = ['-c', 'safe.directory=*', 'ls-files', '--cached', '--others', '--exclude-standard', '-z'];
  const { stdout } = await promisify(execFile)('git', args, { cwd: root, maxBuffer: 64 * 1024 * 1024 });
  const paths = [...new Set(stdout.split('\0'))].filter((path) => path !== '');
  return paths.filter((path) => existsSync(join(root, path)));
}
