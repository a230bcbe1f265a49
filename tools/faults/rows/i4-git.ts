import { report } from '../figure.ts';
import { corpusFor } from './i4-corpus.ts';
import type { Watch } from './i4-watch.ts';

const PIECES = corpusFor('/tmp/i4').map(({ text }) => text.split('/tmp/i4')[0] ?? '');
const INJECTED = PIECES.filter((piece) => piece.length > 3);

/** Whether the process is git by itself, and no option of it came from an injected string. */
export function isPlainGit([program, ...argv]: readonly string[]): boolean {
  const end = argv.findIndex((argument) => argument === '--' || argument === '--end-of-options');
  const options = (end < 0 ? argv : argv.slice(0, end)).filter((argument) => argument.startsWith('-'));
  return program === 'git' && options.every((option) => !INJECTED.some((piece) => option.includes(piece)));
}

/** Reports and asserts that git alone was started, as we start it, and that nothing lies where it should not. */
export function judgeGit(watch: Watch, what: string, reached: string): void {
  const strange = watch.processes.filter((argv) => !isPlainGit(argv));
  const files = watch.strayFiles();
  report({
    row: 'I4',
    target: `${what}: 0 processes but git’s own, 0 files outside`,
    reached: `${reached}, ${watch.processes.length} runs of git: ${strange.length} processes, ${files.length} files`,
    pass: strange.length + files.length === 0,
  });
  expect(strange).toEqual([]);
  expect(files).toEqual([]);
}
