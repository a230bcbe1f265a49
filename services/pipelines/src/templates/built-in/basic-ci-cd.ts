import type { BuiltInTemplate } from '../built-in-template.js';

const SOURCE = `# Name your own service and environment in the deploy node. Steps that your project has no script for do their small part.
name: basic-ci-cd
type: cicd
nodes:
  source: { kind: checkout }
  build:
    kind: shell
    stage: build
    needs: [source]
    run: |
      if [ -f package.json ]; then npm ci; npm run build --if-present; fi
      mkdir -p dist
      tar czf dist/app.tgz --exclude=./dist --exclude=./.git --exclude=./node_modules .
    artifacts: [{ name: app, path: dist/app.tgz }]
  test:
    kind: shell
    stage: test
    needs: [build]
    run: |
      mkdir -p reports
      failed=0
      if [ -f package.json ]; then npm test --if-present || failed=1; fi
      tar tzf dist/app.tgz > reports/files.txt || failed=1
      echo "<testsuite name=\\"test\\" tests=\\"1\\" failures=\\"$failed\\"><testcase name=\\"the package\\" classname=\\"build\\">" > reports/junit.xml
      [ $failed = 0 ] || echo '<failure message="see the log of the step"/>' >> reports/junit.xml
      echo '</testcase></testsuite>' >> reports/junit.xml
      exit $failed
    artifacts: [{ name: test-report, path: reports/junit.xml, report: junit }]
  scan:
    kind: shell
    stage: security
    needs: [test]
    run: |
      # Keys that nobody meant to commit.
      if grep -rIl --exclude-dir=.git --exclude-dir=node_modules -e '-----BEGIN [A-Z ]*PRIVATE KEY' . ; then exit 1; fi
      echo 'no private key is in the repository'
  ready:
    kind: gate
    stage: checkpoint
    needs: [scan]
    condition: evidence.tests.failed == 0
  deploy: { kind: deploy, stage: deploy, needs: [ready], service: hello-service, environment: staging, artifact: app }
`;

export const BASIC_CI_CD: BuiltInTemplate = {
  id: 'basic-ci-cd',
  name: 'Basic CI/CD',
  description: 'Builds, tests and scans every push, and deploys what passes.',
  category: 'CI/CD',
  tags: ['build', 'test', 'deploy'],
  source: SOURCE,
};
