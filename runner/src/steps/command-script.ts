import { execFile } from 'node:child_process';
import type { Commands } from '../jobs/command-marks.js';

const MAX_COMMANDS = 100;
const CHECK_MS = 5_000;
/** It moves the streams for all that follows, and the marks would go with them. */
const MOVES_STREAMS = /\bexec\s+\d*[<>]/;

/**
 * The script of commands, each of which is announced in the output before it begins; undefined where that could change
 * what they do, because one of them is not complete in itself (a here-document or an `if` that the next goes on with).
 * Exit codes, `$?`, `$_`, variables, the folder and the numbers of lines are the same as without.
 */
export async function announcedScript({ texts, nonce }: Commands): Promise<string | undefined> {
  if (texts.length > MAX_COMMANDS || texts.some((text) => MOVES_STREAMS.test(text))) return undefined;
  for (const text of texts) if (!(await isComplete(text))) return undefined;
  return announced(texts, nonce);
}

function announced(texts: readonly string[], nonce: string): string {
  const name = `throughline_${nonce}`;
  const isOurs = (file: string): string => `[ -p ${file} ] || [ -S ${file} ]`;
  // `3` is the step's stderr: its own is away, so that `set -x` shows nothing of this.
  const both = `if ${isOurs('/dev/fd/3')}; then echo "${nonce}$1o"; echo "${nonce}$1e" >&3; else echo "${nonce}$1oa"; fi`;
  const one = `if ${isOurs('/dev/fd/3')}; then echo "${nonce}$1ea" >&3; fi`;
  const says = `${name}() { if ${isOurs('/dev/fd/1')}; then ${both}; else ${one}; fi; return "$2"; }; `;
  const marked = texts.map((text, index) => {
    const call = `${name} ${index + 1} $? "\${_-}" && : "\${_-}"`; // an `&&` keeps `set -e` from what only repeats `$?`
    return `{ ${call}; } 3>&2 2>/dev/null; ${text}`;
  });
  return says + marked.join('\n');
}

/** Whether a shell finds the command's end where the command ends: else it takes what follows for a part of it. */
function isComplete(text: string): Promise<boolean> {
  const check = `{ :\n${text}\n}\n`;
  return new Promise((resolve) => {
    execFile('/bin/sh', ['-n', '-c', check], { env: {}, timeout: CHECK_MS }, (error) => resolve(error === null));
  });
}
