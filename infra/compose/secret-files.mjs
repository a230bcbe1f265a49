import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SECRETS } from './secret-table.mjs';

/**
 * Makes the secrets that `folder` does not hold yet and returns their names; one that is there is never touched.
 * The folder lets nobody but its owner in. The files are readable to all, because compose mounts them as they are
 * into containers that run as other users.
 * @param {string} folder
 */
export function makeSecretFiles(folder) {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o700);
  writeFileSync(join(folder, '.gitignore'), '*\n');
  const missing = SECRETS.filter(([name]) => !existsSync(join(folder, name)));
  for (const [name, make] of missing) {
    const text = make((other) => readFileSync(join(folder, other), 'utf8').trim());
    // Written aside and renamed: an interrupted run leaves a whole secret or none.
    const draft = join(folder, `.${name}`);
    rmSync(draft, { force: true });
    writeFileSync(draft, `${text}\n`);
    chmodSync(draft, 0o444);
    renameSync(draft, join(folder, name));
  }
  return missing.map(([name]) => name);
}
