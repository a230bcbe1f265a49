import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Outcome } from './outcome.ts';

// Trees of a file are garbage when the next file comes, and in the nursery that Node begins with some are copied before.
const NURSERY = '--max-semi-space-size=64';

/**
 * Runs a script of node_modules on this Node, below `root`, and takes its exit code as the verdict and what it printed
 * as the detail. Rejects when the process cannot be started.
 */
export function runTool(root: string, script: string, args: string[]): Promise<Outcome> {
  const child = spawn(process.execPath, [NURSERY, join(root, 'node_modules', script), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, [process.stdout.isTTY ? 'FORCE_COLOR' : 'NO_COLOR']: '1' },
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ ok: code === 0, detail: Buffer.concat(chunks).toString('utf8').trim() }));
  });
}
