import { loseCommits } from '@throughline/testing';
import { sized } from '../fault-run.config.ts';
import { report } from '../figure.ts';

/** The link to PostgreSQL is cut after each COMMIT was sent and before its answer; the client repeats with its key. */
describe('C10: commit answer lost', () => {
  it(
    'makes one object of each command',
    async () => {
      const commands = sized(50, 500);
      const figures = await loseCommits(commands);
      const pass = figures.objects === commands && figures.wrongAnswers === 0 && figures.unanswered === 0;
      report({
        row: 'C10',
        target: '500 commands, each answer cut off once: 500 objects, not 501',
        reached: `${commands} commands, ${figures.cuts} cuts: ${figures.objects} objects, ${figures.wrongAnswers} wrong answers`,
        pass: pass && figures.cuts >= commands,
      });
      expect(figures).toMatchObject({ objects: commands, wrongAnswers: 0, unanswered: 0 });
      expect(figures.cuts).toBeGreaterThanOrEqual(commands); // else nothing was tested
    },
    sized(3, 20) * 60_000,
  );
});
