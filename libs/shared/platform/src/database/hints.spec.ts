import { Hints } from './hints.js';

/** A database that answers when it is told to. */
class Asked {
  readonly statements: [channels: string[], payloads: string[]][] = [];
  private answers: ((error?: Error) => void)[] = [];

  query = (_sql: string, parameters: unknown[] = []): Promise<never> => {
    this.statements.push(parameters as [string[], string[]]);
    return new Promise((resolve, reject) =>
      this.answers.push((error) => (error ? reject(error) : resolve(undefined as never))),
    );
  };

  async answer(error?: Error): Promise<void> {
    this.answers.shift()?.(error);
    await new Promise(setImmediate);
  }
}

const live = (payload: string): { channel: string; payload: string } => ({ channel: 'live', payload });

describe('hints', () => {
  let database: Asked;
  let hints: Hints;
  beforeEach(() => {
    database = new Asked();
    hints = new Hints(database as never);
  });

  it('leave one statement at a time, and what came meanwhile together and once', async () => {
    hints.send([live('a')]);
    hints.send([live('b'), live('c')]);
    hints.send([live('b'), { channel: 'jobs', payload: 'b' }]);
    expect(database.statements).toEqual([[['live'], ['a']]]);
    await database.answer();
    expect(database.statements[1]).toEqual([
      ['live', 'live', 'jobs'],
      ['b', 'c', 'b'],
    ]);
    await database.answer();
    expect(database.statements).toHaveLength(2);
  });

  it('are told again when they come while the same is under way', async () => {
    hints.send([live('a')]);
    hints.send([live('a')]);
    await database.answer();
    expect(database.statements[1]).toEqual([['live'], ['a']]);
  });

  it('are given up with their statement, and the next go on', async () => {
    hints.send([live('a')]);
    await database.answer(new Error('gone'));
    hints.send([live('b')]);
    expect(database.statements[1]).toEqual([['live'], ['b']]);
  });

  it('of none ask nothing', () => {
    hints.send([]);
    expect(database.statements).toEqual([]);
  });

  it('leave in bounded statements', async () => {
    hints.send([live('first')]);
    hints.send(Array.from({ length: 1_500 }, (_, at) => live(String(at))));
    await database.answer();
    await database.answer();
    expect(database.statements.map(([channels]) => channels.length)).toEqual([1, 1_000, 500]);
  });

  it('that may wait leave together after a moment', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate'] });
    hints.send([{ ...live('a'), mayWait: true }]);
    hints.send([{ ...live('b'), mayWait: true }]);
    expect(database.statements).toEqual([]);
    jest.runAllTimers();
    expect(database.statements).toEqual([
      [
        ['live', 'live'],
        ['a', 'b'],
      ],
    ]);
    await database.answer();
    expect(jest.getTimerCount()).toBe(0);
    jest.useRealTimers();
  });

  it('that may wait leave at once with one that may not', () => {
    jest.useFakeTimers();
    hints.send([{ ...live('a'), mayWait: true }]);
    hints.send([live('b')]);
    expect(database.statements).toEqual([
      [
        ['live', 'live'],
        ['a', 'b'],
      ],
    ]);
    expect(jest.getTimerCount()).toBe(0);
    jest.useRealTimers();
  });
});
