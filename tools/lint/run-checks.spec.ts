import type { Check, Outcome } from './outcome.ts';
import { runChecks } from './run-checks.ts';

const check = (name: string, outcome: Promise<Outcome>): Check => ({ name, run: () => outcome });

describe('running the checks', () => {
  it('counts every failure, whichever order they end in', async () => {
    let finishLate: (outcome: Outcome) => void = () => undefined;
    const late = new Promise<Outcome>((resolve) => {
      finishLate = resolve;
    });
    const early = Promise.resolve({ ok: false, detail: 'broken' });
    const lines: string[] = [];
    const run = runChecks([check('late', late), check('early', early)], 2, (text) => {
      lines.push(text);
      finishLate({ ok: true, detail: '' });
    });
    expect(await run).toEqual(['early']);
    expect(lines).toEqual([expect.stringMatching(/^✘ early .*\nbroken$/), expect.stringMatching(/^✔ late/)]);
  });

  it('takes a checker that cannot run for a failure and goes on', async () => {
    const crash = Promise.reject<Outcome>(new Error('no such program'));
    const lines: string[] = [];
    const failed = await runChecks([check('a', crash), check('b', Promise.resolve({ ok: true, detail: '' }))], 1, (t) =>
      lines.push(t),
    );
    expect(failed).toEqual(['a']);
    expect(lines).toEqual([expect.stringContaining('no such program'), expect.stringMatching(/^✔ b/)]);
  });
});
