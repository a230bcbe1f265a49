import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { bundleOf } from '../../libs/shared/testing/src/program-bundle.ts';

/** The built programs that specs kill and start again most, relative to the root: to bundle one costs three starts of it. */
export const BUNDLED: readonly string[] = [
  'libs/shared/testing/dist/probe/probe.main.js',
  'services/deployments/dist/main.js',
  'services/identity/dist/main.js',
  'services/pipelines/dist/main.js',
];

/** What loads compiled code stays where that is. */
const NATIVE = [/^@node-rs\//, /^msgpackr/];
/** For CommonJS that names its own place; nothing of it is read from there. */
const PLACE = 'const __filename = import.meta.filename, __dirname = import.meta.dirname;';

/**
 * Writes each of the programs as one file beside itself. Of what a start costs, more than half is to find and to compile a
 * thousand modules; the code is the same, nothing of it is left out, and it runs in the same order.
 * `env` names the cache of compiled code that their starts will use (NODE_COMPILE_CACHE); it is filled here. Throws when a
 * program cannot be bundled.
 */
export async function bundlePrograms(root: string, env: NodeJS.ProcessEnv, programs = BUNDLED): Promise<void> {
  for (const program of programs) {
    const file = join(root, bundleOf(program));
    await bundle(join(root, program), file);
    compile(file, env);
  }
}

async function bundle(input: string, file: string): Promise<void> {
  // What Nest asks for in case that it is installed stays an import that fails.
  const onLog = (): void => undefined;
  const build = await rolldown({ input, platform: 'node', external: NATIVE, treeshake: false, onLog });
  try {
    await build.write({ file, format: 'esm', keepNames: true, codeSplitting: false, banner: PLACE });
  } finally {
    await build.close();
  }
}

/** Without its settings a program gives up as soon as it is loaded; one that is killed would leave nothing in the cache. */
function compile(file: string, { NODE_COMPILE_CACHE }: NodeJS.ProcessEnv): void {
  spawnSync(process.execPath, [file], { env: { NODE_COMPILE_CACHE }, stdio: 'ignore', timeout: 60_000 });
}
