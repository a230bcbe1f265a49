import { report } from '../figure.ts';
import { leaksOf, type Scanned, search } from './s1-leaks.ts';
import { Secrets } from './s1-secrets.ts';

/** Reports and asserts that none of the secrets leaked, and that the scan would have seen one. */
export async function judge(service: string, secrets: Secrets, scanned: Scanned): Promise<void> {
  const leaks = await leaksOf(secrets, scanned);
  const looked = `${leaks.rows} rows, ${leaks.lines} lines, ${leaks.replies} replies, ${leaks.redisBytes} bytes of Redis, ${leaks.traces} batches of traces`;
  report({
    row: 'S1',
    target: `${service}: canary secrets nowhere (ciphertext apart)`,
    reached: `${leaks.found.length} hits of ${secrets.count} secrets in ${looked}`,
    pass: leaks.found.length === 0,
  });
  expect(leaks.found).toEqual([]);
  const control = new Secrets();
  control.know('what is no secret', scanned.orgId);
  control.know('the name of a route', '/api/v1/orgs/:org');
  const seen = (await search(control, scanned)).found;
  // The scan sees what is there.
  expect(seen).toEqual(
    expect.arrayContaining([
      ...['the reply to', 'a row of', 'Redis’', 'a trace', 'the log line'].map((place): unknown =>
        expect.stringContaining(` is in ${place}`),
      ),
    ]),
  );
}
