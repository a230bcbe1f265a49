import { parseDefinition } from './definition-parser.js';

const warningsOf = (source: string): string[] => {
  const parsed = parseDefinition(source);
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  return parsed.warnings.map(({ line, column, code }) => `${line}:${column} ${code}`);
};
const WHOLE = `name: p
nodes:
  source: { kind: checkout }
  test: { kind: shell, run: x, needs: [source] }
  scan: { kind: shell, run: x, needs: [source] }
  good: { kind: gate, condition: 'true', needs: [test, scan] }
`;

describe('what is unwise about a pipeline', () => {
  it('is nothing where it tests, looks for security problems and checks', () => expect(warningsOf(WHOLE)).toEqual([]));

  it('is what it lacks, told where its nodes begin', () =>
    expect(warningsOf('name: p\nnodes:\n  source: { kind: checkout }\n')).toEqual([
      '2:1 no-tests',
      '2:1 no-security',
      '2:1 no-checkpoint',
    ]));

  it('is a node apart from all others, at its key', () => {
    expect(warningsOf(`${WHOLE}  alone: { kind: shell, run: x }\n`)).toEqual(['7:3 disconnected']);
    // What is done in the end waits for everything, and joins nothing.
    const ended = `${WHOLE}  alone: { kind: shell, run: x }\nfinally:\n  z: { kind: shell, run: x }\n`;
    expect(warningsOf(ended)).toEqual(['7:3 disconnected']);
  });

  it('is no node of a matrix that others need', () => {
    const matrix = `${WHOLE}  each: { kind: shell, run: x, matrix: { n: [1, 2] } }\n`;
    expect(warningsOf(`${matrix}  after: { kind: shell, run: x, needs: [each] }\n`)).toEqual([]);
    expect(warningsOf(matrix)).toEqual(['7:3 disconnected']);
  });
});
