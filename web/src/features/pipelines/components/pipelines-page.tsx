import { useSelectedProject } from '../../../shared/api/selected-project.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { CodeSample } from '../../../shared/ui/code-sample.js';
import { EmptyState } from '../../../shared/ui/empty-state.js';
import { LinkButton } from '../../../shared/ui/link-button.js';
import { Page } from '../../../shared/ui/page.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { usePipelines } from '../api/pipelines.js';
import { PipelineTable } from './pipeline-table.js';

const SAMPLE = `name: shop
nodes:
  checkout: { kind: checkout }
  test: { kind: shell, needs: [checkout], run: npm ci && npm test }
  package:
    kind: shell
    needs: [test]
    run: npm run package
    artifacts: [{ name: shop, path: dist/shop.tgz }]
  staging: { kind: deploy, needs: [package], service: shop, environment: staging, artifact: shop }`;

/** The pipelines that the connected repositories define, with how they did lately. */
export function PipelinesPage() {
  const org = useOrg();
  const isInProject = useSelectedProject();
  const empty = (
    <EmptyState
      title="No pipeline yet"
      action={
        <LinkButton to="/$org/settings/repositories" params={{ org }}>
          Connect a repository
        </LinkButton>
      }
      sample={<CodeSample label=".throughline/pipeline.yml" code={SAMPLE} />}
    >
      A pipeline is a file in your repository. The first push to a branch that has a rule brings it here, and every push
      after that runs it.
    </EmptyState>
  );
  const all = (
    <>
      <LinkButton to="/$org/pipelines/schedules" params={{ org }} variant="default">
        Schedules
      </LinkButton>
      <LinkButton to="/$org/executions" params={{ org }} variant="default">
        All runs
      </LinkButton>
      <LinkButton to="/$org/pipelines/new" params={{ org }}>
        New pipeline
      </LinkButton>
    </>
  );
  return (
    <Page>
      <PageHeader title="Pipelines" meta="How a commit becomes something that runs." actions={all} />
      <QueryView query={usePipelines(org)} isEmpty={({ items }) => items.length === 0} empty={empty}>
        {({ items }) => <PipelineTable pipelines={items.filter(isInProject)} />}
      </QueryView>
    </Page>
  );
}
