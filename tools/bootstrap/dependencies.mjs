import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { basename, join } from 'node:path';
import { fingerprint, isWholeInstall, matchesLock, missingPlatformPackages } from './installed.mjs';
import { withInstallLock } from './install-lock.mjs';
import { Refusal } from './refusal.mjs';

const stampOf = (root) => join(root, 'node_modules/.throughline-lock');

/**
 * Promises that node_modules holds what package-lock.json says, installing it when it does not.
 * `npm ci` empties node_modules first and the stamp is written last, so an interrupted install is seen as none.
 * @param {string} root the checkout, absolute
 */
export async function ensureDependencies(root) {
  if (isCurrent(root)) return;
  await withInstallLock(root, async () => {
    // Another start may have installed while this one waited.
    if (isCurrent(root)) return;
    console.log('Installing dependencies (npm ci)…');
    await npmCi(root);
    const missing = missingPlatformPackages(root);
    if (missing.length > 0) {
      throw new Refusal(`npm could not install ${missing.join(' and ')}. Check the network and run the command again.`);
    }
    writeFileSync(stampOf(root), fingerprint(root));
  });
}

function isCurrent(root) {
  const stamp = stampOf(root);
  if (existsSync(stamp)) return readFileSync(stamp, 'utf8') === fingerprint(root) && isWholeInstall(root);
  // Installed by hand with npm: as good as ours when it fits the lock.
  if (!matchesLock(root)) return false;
  writeFileSync(stamp, fingerprint(root));
  return true;
}

async function npmCi(root) {
  const [program, ...before] = npmCommand();
  // A production environment would leave out what builds and tests. Warnings are about the Node that installs, which
  // is not the one that runs.
  const flags = [
    'ci',
    '--ignore-scripts',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  const child = spawn(program, [...before, ...flags], { cwd: root, stdio: 'inherit' });
  const forward = (signal) => child.kill(signal);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, forward);
  const { code, signal, error } = await new Promise((done) => {
    child.once('error', (error) => done({ error }));
    child.once('exit', (code, signal) => done({ code, signal }));
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, forward);
  if (error) throw new Refusal(`npm could not be started (${error.message}). Install npm and run the command again.`);
  if (signal) throw new Refusal('The installation was interrupted.', 128 + constants.signals[signal]);
  if (code !== 0) throw new Refusal(`npm ci failed with exit code ${code}; its output is above.`);
}

/** The npm that started this script when there is one, else the one on the PATH. */
function npmCommand() {
  const running = process.env.npm_execpath ?? '';
  return basename(running).startsWith('npm-cli') ? [process.execPath, running] : ['npm'];
}
