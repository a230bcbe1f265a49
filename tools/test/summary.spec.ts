import { summary } from './summary.ts';

it('ends with the one line that others read', () => {
  const lines = summary([
    { name: 'lint', counts: { passed: 1, failed: 0, skipped: 0 }, ms: 12_345, note: '' },
    { name: 'browser', counts: { passed: 0, failed: 0, skipped: 1 }, ms: 1, note: 'chromium not installed' },
    { name: 'unit', counts: { passed: 40, failed: 2, skipped: 0 }, ms: 4_000, note: '' },
  ]);
  expect(lines.at(-1)).toBe('41 passed, 2 failed, 1 skipped');
  expect(lines.find((line) => line.includes('browser'))).toMatch(/chromium not installed$/);
  expect(lines.find((line) => line.includes('unit'))).toMatch(/40 +2 +0 +4\.0 s {2}FAILED$/);
});
