import { parseArguments } from './arguments.ts';

describe('parseArguments', () => {
  it('starts the demo on port 4400 when nothing is said', () => {
    expect(parseArguments([], '/here')).toEqual({
      once: false,
      demo: true,
      help: false,
      dataDir: undefined,
      port: 4400,
    });
  });

  it('takes folders from where it was called', () => {
    expect(parseArguments(['--data', 'a b', '--once', '--port', '9000'], '/here')).toMatchObject({
      dataDir: '/here/a b',
      once: true,
      port: 9000,
    });
  });

  it.each([['--port', '0'], ['--port', '65536'], ['--port', '80x'], ['--once', '--no-demo'], ['--nonsense'], ['word']])(
    'refuses %s %s',
    (...argv) => expect(() => parseArguments(argv.filter(Boolean), '/')).toThrow(),
  );
});
