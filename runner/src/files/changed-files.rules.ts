/** What lies at a path of a workspace. `print` is another one whenever content, mode or kind may be. */
export interface ListedFile {
  kind: 'file' | 'folder' | 'link' | 'other';
  print: string;
  sizeBytes: number;
}

/** Everything in a workspace by its path from the root, without the root itself. */
export type Listing = ReadonlyMap<string, ListedFile>;

export interface Changes {
  /** New or other than before, a folder before what is in it. */
  changed: string[];
  /** The topmost of what is gone: what was below it went with it. */
  deleted: string[];
}

/** What was done to a workspace between two looks at it. `before` needs the prints alone. */
export function changesBetween(before: ReadonlyMap<string, string>, after: Listing): Changes {
  const changed = [...after].filter(([path, { print }]) => before.get(path) !== print).map(([path]) => path);
  const gone = new Set([...before.keys()].filter((path) => !after.has(path)));
  return { changed: changed.toSorted(), deleted: [...gone].filter((path) => !gone.has(parentOf(path))).toSorted() };
}

/** Whether a path from the root of a workspace names something in it, by its letters alone. */
export function isInside(path: string): boolean {
  if (path === '' || path.startsWith('/') || /[\0\\]/.test(path)) return false;
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}

/** Whether a link at a path of a workspace points into it; what it points to need not be there. */
export function pointsInside(path: string, target: string): boolean {
  if (target === '' || target.startsWith('/') || target.includes('\0')) return false;
  let depth = path.split('/').length - 1;
  for (const part of target.split('/')) {
    if (part === '..') depth -= 1;
    else if (part !== '' && part !== '.') depth += 1;
    if (depth < 0) return false;
  }
  return true;
}

const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
