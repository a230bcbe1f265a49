import { type MaskingLoad, measureMasking } from '@throughline/kernel';
import { randomBytes } from 'node:crypto';
import { sized } from '../fault-run.config.ts';
import { report } from '../figure.ts';

const BYTES = sized(100, 1_000) * 1_000_000;
const MOST_SHARE = 0.15;
const SECRETS = Array.from({ length: 20 }, () => randomBytes(24).toString('base64url'));

const line = (at: number, end: string): string =>
  `2026-11-20T10:00:${String(at % 60).padStart(2, '0')}.123Z INFO  request served path=/api/v1/orgs/acme/runs/${at} status=200 ms=${at % 97} ${end}\n`;
const lines = (count: number, end: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => line(at, end(at))).join('');

/** What a step prints: mostly no secret; one now and then; and the beginnings of secrets again and again, which cost most. */
const LOADS: Record<string, string> = {
  'no secret': lines(200, () => ''),
  'one in a hundred lines': lines(200, (at) => (at % 100 === 0 ? (SECRETS[at % 20] ?? '') : '')),
  'beginnings in every line': lines(
    200,
    (at) => `${SECRETS[at % 20]?.slice(0, 20)} ${SECRETS[(at + 1) % 20]?.slice(0, 20)}`,
  ),
};

/** The forms are those of `masking.spec.ts`; this row is about what masking costs. */
describe('S2: a stream of 10 MB/s is masked', () => {
  it('at a share of a core that is told, with every secret masked', () => {
    const found = Object.entries(LOADS).map(([what, text]) => {
      // Whole samples, so that how many secrets there are is known.
      const chunk = Buffer.byteLength(text);
      const load: MaskingLoad = { secrets: SECRETS, text, bytes: BYTES, chunkBytes: chunk };
      const { cpuShareAt10MBps, masks, bytes } = measureMasking(load);
      const secrets = (bytes / chunk) * SECRETS.reduce((sum, secret) => sum + text.split(secret).length - 1, 0);
      return { what, share: cpuShareAt10MBps, masks, secrets };
    });
    const shares = found.map(({ what, share }) => `${what} ${(share * 100).toFixed(1)} %`).join(', ');
    report({
      row: 'S2',
      target: '10 MB/s at 15 % of a core at most',
      reached: `${SECRETS.length} secrets, ${BYTES / 1_000_000} MB each, CPU time of masking alone: ${shares}`,
      pass: found.every(({ share }) => share <= MOST_SHARE),
    });
    expect(found.map(({ masks }) => masks)).toEqual(found.map(({ secrets }) => secrets));
    expect(found.map(({ masks }) => masks > 0)).toEqual([false, true, false]);
  }, 300_000);
});
