import { parseDefinition } from './definition-parser.js';

const nodeOf = (fields: string): unknown => {
  const parsed = parseDefinition(`name: x\nnodes:\n  a: { kind: shell, ${fields} }`);
  return 'definition' in parsed ? parsed.definition.nodes[0] : parsed.problems;
};

describe('the commands of a node', () => {
  it('are joined, and kept where they are several', () =>
    expect(nodeOf('run: [one, two]')).toMatchObject({ run: 'one\ntwo', commands: ['one', 'two'] }));

  it.each(['one', '[one]'])('are its script where it is %s', (run) => {
    expect(nodeOf(`run: ${run}`)).toMatchObject({ run: 'one' });
    expect(nodeOf(`run: ${run}`)).not.toHaveProperty('commands');
  });

  it('have the values of a matrix in them', () =>
    expect(nodeOf("run: ['t ${{ matrix.v }}', two], matrix: { v: [1] }")).toMatchObject({
      ...{ run: 't 1\ntwo', commands: ['t 1', 'two'] },
    }));
});
