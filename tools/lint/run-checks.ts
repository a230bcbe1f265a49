import type { Check } from './outcome.ts';

/**
 * Works through the checks with `workers` at a time and prints each as it ends; resolves to the names of those that
 * failed. A check that could not run counts as failed and does not stop the others.
 */
export async function runChecks(checks: Check[], workers: number, print: (text: string) => void): Promise<string[]> {
  const waiting = [...checks];
  const failed: string[] = [];
  const work = async (): Promise<void> => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      if (!(await runCheck(check, print))) failed.push(check.name);
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  return failed;
}

/** Seconds since a `performance.now()`, for people. */
export function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

async function runCheck(check: Check, print: (text: string) => void): Promise<boolean> {
  const since = performance.now();
  const { ok, detail } = await check.run().catch((error: unknown) => ({ ok: false, detail: String(error) }));
  print(`${ok ? '✔' : '✘'} ${check.name} (${seconds(since)})${detail ? `\n${detail}` : ''}`);
  return ok;
}
