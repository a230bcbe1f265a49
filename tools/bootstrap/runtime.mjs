import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Refusal } from './refusal.mjs';

const WANTED_MAJOR = 24;

/**
 * The Node that runs everything else: the one we install as a package, else the machine's own when it is new enough.
 * @param {string} root
 * @returns {string} path of the program
 */
export function findNode(root) {
  const node = [join(root, 'node_modules/.bin/node'), process.execPath].find((path) => majorOf(path) >= WANTED_MAJOR);
  if (node) return node;
  throw new Refusal(
    `Throughline runs on Node ${WANTED_MAJOR}. It brings its own for Linux on x64 and arm64 (glibc); this machine is ` +
      `${process.platform} on ${process.arch} with Node ${process.version}. ` +
      `Install Node ${WANTED_MAJOR} from https://nodejs.org and run the command again.`,
  );
}

function majorOf(program) {
  const { stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  return Number(/^v(\d+)\./.exec(stdout ?? '')?.[1] ?? 0);
}
