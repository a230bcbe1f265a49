import { loseCommits } from './lose-commits.js';

const COMMANDS = 20;

describe('C10: the answer to COMMIT is lost', () => {
  it('gives one object for each command, and its id for the retry', async () => {
    expect(await loseCommits(COMMANDS)).toEqual({
      commands: COMMANDS,
      cuts: COMMANDS,
      objects: COMMANDS,
      wrongAnswers: 0,
      unanswered: 0,
    });
  }, 60_000);
});
