import { stepText } from './demo-run.ts';

it('tells a step with its time and its page', () => {
  const at = new Date('2026-01-02T03:04:05.678Z');
  expect(stepText({ at, text: 'approved' })).toBe('  03:04:05  approved');
  expect(stepText({ at, text: 'approved', link: 'http://localhost/x' })).toBe(
    '  03:04:05  approved\n            http://localhost/x',
  );
});
