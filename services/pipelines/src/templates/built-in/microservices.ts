import type { BuiltInTemplate } from '../built-in-template.js';

const SOURCE = `# One folder of services/ each; the list of the matrix says which. A folder that is not there yet is made from its name.
name: microservices
type: cicd
nodes:
  source: { kind: checkout }
  build:
    kind: shell
    stage: build
    needs: [source]
    matrix: { service: [api, worker, web] }
    env: { SERVICE: '\${{ matrix.service }}' }
    run: |
      mkdir -p "services/$SERVICE" dist
      [ -f "services/$SERVICE/NAME" ] || echo "$SERVICE" > "services/$SERVICE/NAME"
      if [ -f "services/$SERVICE/package.json" ]; then (cd "services/$SERVICE" && npm ci); fi
      tar czf "dist/$SERVICE.tgz" -C services "$SERVICE"
  test:
    kind: shell
    stage: test
    needs: [build]
    matrix: { service: [api, worker, web] }
    env: { SERVICE: '\${{ matrix.service }}' }
    run: |
      tar tzf "dist/$SERVICE.tgz" | grep -q "$SERVICE/NAME"
      if [ -f "services/$SERVICE/package.json" ]; then (cd "services/$SERVICE" && npm test --if-present); fi
  integration:
    kind: shell
    needs: [test]
    run: |
      mkdir -p reports together
      for package in dist/*.tgz; do tar xzf "$package" -C together; done
      found=$(find together -name NAME | wc -l)
      echo "$found services fit together"
      echo "services=$found" >> "$THROUGHLINE_OUTPUT"
      tar czf dist/all.tgz -C together .
      printf '<testsuite name="integration" tests="1" failures="0"><testcase name="all services" classname="all"/></testsuite>' > reports/junit.xml
    artifacts:
      - { name: integration-report, path: reports/junit.xml, report: junit }
      - { name: app, path: dist/all.tgz }
  scan:
    kind: shell
    stage: security
    needs: [integration]
    run: |
      if grep -rIl --exclude-dir=.git -e '-----BEGIN [A-Z ]*PRIVATE KEY' services; then exit 1; fi
  ready:
    kind: gate
    stage: checkpoint
    needs: [scan, integration]
    condition: int(nodes.integration.outputs.services) >= 3 && evidence.tests.failed == 0
`;

export const MICROSERVICES: BuiltInTemplate = {
  id: 'microservices',
  name: 'Microservices',
  description: 'Builds and tests each service of a repository side by side, then all of them together.',
  category: 'CI/CD',
  tags: ['matrix', 'monorepo', 'integration'],
  source: SOURCE,
};
