import { join, resolve } from 'node:path';
import { ensureDependencies } from './dependencies.mjs';
import { Refusal } from './refusal.mjs';
import { handOver } from './hand-over.mjs';
import { linkPostgresLibraries } from './postgres-libraries.mjs';
import { findNode } from './runtime.mjs';

const ROOT = resolve(import.meta.dirname, '../..');
const PROGRAMS = {
  start: 'tools/supervisor/main.ts',
  test: 'tools/test/main.ts',
  run: 'tools/run/main.ts',
  faults: 'tools/faults/main.ts',
  mutations: 'tools/mutations/main.ts',
  bench: 'bench/run.ts',
  'bench:peers': 'bench/peers.ts',
  'bench:report': 'bench/report.ts',
  secrets: 'tools/secrets/main.ts',
};

/**
 * Makes the checkout runnable and hands over to the program behind a root script, on Node 24.
 * @param {string[]} argv the script's name and its arguments
 * @returns {Promise<number>} the exit code of that program
 */
export async function main([name = '', ...rest]) {
  try {
    const program = PROGRAMS[name];
    if (!program) throw new Refusal(`Say what to do: ${Object.keys(PROGRAMS).join(', ')}.`);
    await ensureDependencies(ROOT);
    linkPostgresLibraries(ROOT);
    return await handOver(findNode(ROOT), [join(ROOT, program), ...rest], ROOT);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    console.error(error.message);
    return error.exitCode;
  }
}
