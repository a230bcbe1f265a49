import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/**
 * Makes the web's client from the committed OpenAPI document: it is not committed, and rules that know types need it.
 * Throws with what the generator said when it cannot.
 */
export function generateClient(root: string): void {
  const generator = join(root, 'node_modules/@hey-api/openapi-ts/bin/run.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [generator], {
    cwd: join(root, 'web'),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the web's client cannot be generated:\n${stdout}${stderr}`);
}
