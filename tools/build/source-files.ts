import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What the build reads: these folders and these files of the root. */
const FOLDERS = ['libs', 'services', 'gateway', 'runner', 'web'];
const FILES = ['package.json', 'package-lock.json', 'nx.json', 'tsconfig.base.json'];

const NOT_SOURCE = new Set(['node_modules', 'dist', 'coverage', 'generated', 'test', '.nx', '.cache']);
const NOT_BUILT = /\.(spec|int-spec|api-spec|test)\.tsx?$|\.md$|\.tsbuildinfo$|\.log$/;

/** Every file whose content decides what the build makes, relative to the root, in a stable order. */
export function sourceFiles(root: string): string[] {
  const there = new Set(readdirSync(root));
  return [
    ...FILES.filter((name) => there.has(name)),
    ...FOLDERS.filter((name) => there.has(name)).flatMap((folder) => filesBelow(root, folder)),
  ].sort();
}

function filesBelow(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return NOT_SOURCE.has(entry.name) ? [] : filesBelow(root, path);
    return entry.isFile() && !NOT_BUILT.test(entry.name) ? [path] : [];
  });
}
