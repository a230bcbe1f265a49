/** The definition of a pipeline as its repository holds it; the first one is wrong in two places. */
export function pipelineSource(version) {
  const isWrong = version === 1;
  return `# From a commit to production.
name: checkout

nodes:
  checkout:
    kind: checkout

  install:
    kind: shell
    needs: [${isWrong ? 'chekout' : 'checkout'}]
    run: npm ci --no-audit --no-fund
    timeout: 2m

  lint:
    kind: shell
    needs: [install]
    run: npm run lint

  test:
    kind: shell
    needs: [install]
    run: npm test${version > 2 ? ' -- --coverage # since version 3' : ''}

  package:
    kind: shell
    needs: [lint, test]
    run: npm run package
    artifacts:
      - name: checkout
        path: dist/checkout.tgz

  staging:
    kind: deploy
    name: Deploy to staging
    needs: [package]
    service: checkout
    environment: staging
    artifact: checkout

  approve:
    kind: approval
    needs: [staging]
    votes: ${isWrong ? 0 : 2}
`;
}

/** Where version 1 is wrong, for a run that was refused. */
export const definitionProblems = [
  { line: 10, column: 13, message: 'needs names “chekout”, which is no node of this pipeline' },
  { line: 43, column: 12, message: 'votes must be at least 1' },
];

export const definitionWarnings = [
  {
    ...{ line: 2, column: 1, code: 'no-security' },
    message: 'nothing looks for security problems; give a node that does the stage security',
  },
  { line: 14, column: 3, code: 'disconnected', message: 'notes needs no node, and no node needs it' },
];
