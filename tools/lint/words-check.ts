import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FORBIDDEN_WORDS } from './forbidden-words.ts';
import type { Check } from './outcome.ts';

/** Looks for secrets and for traces of one machine in every tracked text file. */
export function wordsCheck(root: string, files: string[]): Check {
  return {
    name: 'secrets and words',
    run: async () => {
      const found = (await Promise.all(files.map((path) => scanFile(root, path)))).flat();
      return { ok: found.length === 0, detail: found.join('\n') };
    },
  };
}

/** One line `path:line: why` per forbidden word; it never repeats the text, which may be a secret. */
export function scanText(path: string, text: string): string[] {
  return FORBIDDEN_WORDS.flatMap(({ pattern, why }) => {
    const match = pattern.exec(text);
    return match ? [`  ${path}:${text.slice(0, match.index).split('\n').length}: ${why}`] : [];
  });
}

async function scanFile(root: string, path: string): Promise<string[]> {
  const text = await readFile(join(root, path), 'utf8');
  return text.includes('\0') ? [] : scanText(path, text);
}
