import type { BuiltInTemplate } from '../built-in-template.js';

const SOURCE = `# The same release goes from staging to production. Name your own service and environments.
name: multi-environment
type: cicd
concurrency: { group: 'deploy-\${{ branch }}', policy: queue }
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
  staging: { kind: deploy, stage: deploy, needs: [scan], service: hello-service, environment: staging, artifact: app }
  smoke:
    kind: shell
    stage: test
    needs: [staging]
    env: { URL: '\${{ nodes.staging.outputs.url }}' }
    run: |
      case "$URL" in
        http*) wget -q -O /dev/null "$URL" || curl -fsS -o /dev/null "$URL" ;;
        *) echo "staging has no address to ask: $URL" ;;
      esac
    retry: { times: 3, delay: 5s }
  ready:
    kind: gate
    stage: checkpoint
    needs: [smoke]
    condition: evidence.tests.failed == 0 && nodes.staging.status == 'succeeded'
  release: { kind: approval, stage: approval, needs: [ready], title: Release to production? }
  production: { kind: promote, needs: [release], service: hello-service, from: staging, to: production }
`;

export const MULTI_ENVIRONMENT: BuiltInTemplate = {
  id: 'multi-environment',
  name: 'Several environments',
  description: 'Staging first, a check there, an approval, then the same release to production.',
  category: 'CI/CD',
  tags: ['staging', 'production', 'approval'],
  source: SOURCE,
};
