import { describe, expect, it } from 'vitest';
import { formatCommand, parseCommand } from './command.js';

describe('a command line', () => {
  it.each([
    ['node dist/server.js', ['node', 'dist/server.js']],
    ['  npm   start ', ['npm', 'start']],
    ['node --title="my app" x.js', ['node', '--title=my app', 'x.js']],
    [`sh -c 'echo "hi"'`, ['sh', '-c', 'echo "hi"']],
    ['', []],
  ])('%s', (line, words) => {
    expect(parseCommand(line)).toEqual(words);
  });

  it('reads back what it writes', () => {
    const words = ['node', '--title=my app', 'dist/server.js'];
    expect(parseCommand(formatCommand(words))).toEqual(words);
  });
});
