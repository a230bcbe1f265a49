import { report } from '../figure.ts';
import { leaksOf, type Scanned } from './s1-leaks.ts';
import { Secrets } from './s1-secrets.ts';

/** Reports and asserts that none of the secrets leaked, and that the scan would have seen one. */
export async function judge(service: string, secrets: Secrets, scanned: Scanned): Promise<void> {
  const leaks = await leaksOf(secrets, scanned);
  report({
    row: 'S1',
    target: `${service}: canary secrets in no row, log line or reply (ciphertext apart)`,
    reached: `${leaks.found.length} hits of ${secrets.count} secrets in ${leaks.rows} rows, ${leaks.lines} lines, ${leaks.replies} replies`,
    pass: leaks.found.length === 0,
  });
  expect(leaks.found).toEqual([]);
  const control = new Secrets();
  control.know('what is no secret', scanned.orgId);
  const seen = (await leaksOf(control, scanned)).found.join();
  expect(seen).toMatch(/in the reply to .*in a row of/); // the scan sees what is there
  expect(leaks.lines).toBeGreaterThan(0);
}
