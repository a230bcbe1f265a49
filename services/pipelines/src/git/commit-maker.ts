import { newId } from '@throughline/kernel';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

export interface Author {
  name: string;
  email: string;
}

/** One file that a commit is to change, on top of another commit. */
export interface FileChange {
  parent: string;
  path: string;
  mode: string;
  text: string;
  author: Author;
  message: string;
}

type Git = (args: readonly string[], options?: { input?: string; indexFile?: string }) => Promise<string>;

const COMMITTER = ['-c', 'committer.name=Throughline', '-c', 'committer.email=throughline@localhost'];

/**
 * Makes a commit without a work tree: everything of its parent, with one file changed or added. Resolves to its sha; no
 * branch leads to it yet. Throws GitError, also for a path that git cannot hold or that runs through a file.
 */
export async function makeCommit(git: Git, folder: string, change: FileChange): Promise<string> {
  const { parent, path, mode, text, author, message } = change;
  // Two commits may be made at once.
  const indexFile = join(folder, `index-${newId()}`);
  try {
    const blob = (await git(['hash-object', '-w', '--stdin'], { input: text })).trim();
    await git(['read-tree', parent], { indexFile });
    await git(['update-index', '--add', '--cacheinfo', `${mode},${blob},${path}`], { indexFile });
    const tree = (await git(['write-tree'], { indexFile })).trim();
    const written = ['-c', `author.name=${author.name}`, '-c', `author.email=${author.email}`, ...COMMITTER];
    return (await git([...written, 'commit-tree', tree, '-p', parent, '-F', '-'], { input: message })).trim();
  } finally {
    await rm(indexFile, { force: true });
  }
}
