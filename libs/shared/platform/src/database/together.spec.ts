import { together } from './together.js';

describe('together', () => {
  it('resolves to what its parts resolve to', async () =>
    expect(await together([Promise.resolve(1), Promise.resolve('two')])).toEqual([1, 'two']));

  it('fails of what failed first, and not before the others have ended', async () => {
    let end: (value: string) => void = () => undefined;
    const slow = new Promise<string>((resolve) => (end = resolve));
    const ended: string[] = [];
    const both = together([Promise.reject(new Error('first')), slow.then((value) => ended.push(value))]).catch(
      (error: Error) => [...ended, error.message],
    );
    end('slow');
    expect(await both).toEqual(['slow', 'first']);
  });
});
