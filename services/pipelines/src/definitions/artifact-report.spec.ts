import { parseDefinition } from './definition-parser.js';

const file = (artifact: string): string =>
  `name: a\nnodes:\n  test: { kind: shell, run: make, artifacts: [{ name: r, path: r.xml${artifact} }] }\n`;

describe('an artifact that is a report', () => {
  it.each(['junit', 'coverage', 'trivy', 'sbom'])('is %s', (report) =>
    expect(parseDefinition(file(`, report: ${report}`))).toMatchObject({
      definition: { nodes: [{ artifacts: [{ name: 'r', path: 'r.xml', report }] }] },
    }),
  );

  it('is none where nothing is said', () =>
    expect(parseDefinition(file(''))).toMatchObject({
      definition: { nodes: [{ artifacts: [expect.not.objectContaining({ report: expect.anything() as unknown })] }] },
    }));

  it.each([
    ['xml', 'there is no report xml; a report is junit, coverage, trivy, sbom'],
    ['[junit]', 'report must be text'],
  ])('cannot be %s', (report, message) =>
    expect(parseDefinition(file(`, report: ${report}`))).toEqual({ problems: [{ line: 3, column: 79, message }] }),
  );
});
