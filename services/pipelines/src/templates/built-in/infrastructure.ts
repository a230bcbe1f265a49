import type { BuiltInTemplate } from '../built-in-template.js';

const SOURCE = `# What is declared is infra/*.conf, one name = value a line; the state is infra/state.txt of the workspace. Replace plan and
# apply by those of your tool.
name: infrastructure
type: infrastructure
concurrency: { group: infrastructure, policy: queue }
nodes:
  source: { kind: checkout }
  validate:
    kind: shell
    stage: test
    needs: [source]
    run: |
      mkdir -p infra work
      ls infra/*.conf > /dev/null 2>&1 || printf 'web.replicas = 2\\nweb.memory = 256Mi\\n' > infra/example.conf
      awk '!/^[a-z][a-z0-9.]* = .+$/ { print FILENAME ":" FNR ": " $0; bad = 1 } END { exit bad }' infra/*.conf
  policy:
    kind: shell
    stage: security
    needs: [validate]
    run: |
      # Nothing is open to the whole world.
      if grep -n '0\\.0\\.0\\.0/0' infra/*.conf; then exit 1; fi
  plan:
    kind: shell
    needs: [policy]
    run: |
      touch infra/state.txt
      sort infra/*.conf > work/wanted.txt
      sort infra/state.txt > work/now.txt
      diff work/now.txt work/wanted.txt > work/plan.txt || true
      cat work/plan.txt
      echo "changes=$(grep -c '^[<>]' work/plan.txt || true)" >> "$THROUGHLINE_OUTPUT"
    artifacts: [{ name: plan, path: work/plan.txt }]
  small-enough:
    kind: gate
    needs: [plan]
    condition: int(nodes.plan.outputs.changes) <= 50
  approve: { kind: approval, needs: [small-enough], title: Apply this plan? }
  apply:
    kind: shell
    stage: deploy
    needs: [approve]
    run: |
      cp infra/state.txt work/before.txt
      cp work/wanted.txt infra/state.txt
  verify:
    kind: shell
    stage: test
    needs: [apply]
    run: cmp work/wanted.txt infra/state.txt
onFailure:
  put-back:
    kind: shell
    stage: rollback
    run: if [ -f work/before.txt ]; then cp work/before.txt infra/state.txt; fi
`;

export const INFRASTRUCTURE: BuiltInTemplate = {
  id: 'infrastructure',
  name: 'Infrastructure change',
  description:
    'Plans a change of declared resources, has people approve exactly that plan, applies it, and puts the state before back after a failure.',
  category: 'Infrastructure',
  tags: ['plan', 'apply', 'rollback'],
  source: SOURCE,
};
