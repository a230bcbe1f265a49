import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';

const ORPHAN_CHECK_MS = 500;

/**
 * Runs a program to its end as if it were this process: same terminal, same signals, same exit code.
 * The channel tells it when this process is gone, so that killing `npm start` never leaves an installation running.
 * @param {string} node
 * @param {string[]} argv
 * @param {string} root
 * @returns {Promise<number>}
 */
export async function handOver(node, argv, root) {
  const path = [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter);
  const child = spawn(node, argv, {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, PATH: path },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  const watch = endWithNpm(() => child.kill('SIGTERM'));
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('exit', (code, signal) => {
      clearInterval(watch);
      done(code ?? 128 + constants.signals[signal]);
    });
  });
}

/** A script of npm ends when npm does, also when npm was killed and could not say so. */
function endWithNpm(stop) {
  if (!process.env.npm_lifecycle_event) return undefined;
  const known = starters();
  return setInterval(() => {
    if (starters() !== known) stop();
  }, ORPHAN_CHECK_MS).unref();
}

/** Our parent and, when that is the shell which npm runs scripts in, its parent too: npm. */
function starters() {
  const parent = process.ppid;
  const { name, parent: grandparent } = processOf(parent);
  return /^(sh|dash|ash|bash|busybox)$/.test(name) ? `${parent} ${grandparent}` : String(parent);
}

function processOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const end = stat.lastIndexOf(')');
    return { name: stat.slice(stat.indexOf('(') + 1, end), parent: Number(stat.slice(end + 2).split(' ')[1]) };
  } catch {
    return { name: '', parent: 0 };
  }
}
