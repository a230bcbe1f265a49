import { Button, NativeSelect } from '@mantine/core';
import type { PipelineType } from '../../../shared/api/generated/types.gen.js';
import { useSelectedProject } from '../../../shared/api/selected-project.js';
import { oneOf } from '../../../shared/lib/search-params.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { CodeSample } from '../../../shared/ui/code-sample.js';
import { EmptyState } from '../../../shared/ui/empty-state.js';
import { LinkButton } from '../../../shared/ui/link-button.js';
import { Page } from '../../../shared/ui/page.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { usePipelines } from '../api/pipelines.js';
import { PIPELINE_TYPES, typeWord } from '../model/pipeline-type.js';
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

export type PipelineListSearch = { type?: PipelineType | undefined };
type Props = { search: PipelineListSearch; onSearch: (search: PipelineListSearch) => void };

const TYPES = [
  { value: '', label: 'Any type' },
  ...PIPELINE_TYPES.map((type) => ({ value: type, label: typeWord(type) })),
];

/** The pipelines that the connected repositories define, with how they did lately. */
export function PipelinesPage({ search, onSearch }: Props) {
  const org = useOrg();
  const isInProject = useSelectedProject();
  const query = usePipelines(org, search.type);
  const empty = search.type ? (
    <NoneOfType type={search.type} onAll={() => onSearch({})} />
  ) : (
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
      <LinkButton to="/$org/pipelines/templates" params={{ org }} variant="default">
        Templates
      </LinkButton>
      <LinkButton to="/$org/pipelines/schedules" params={{ org }} variant="default">
        Schedules
      </LinkButton>
      <LinkButton to="/$org/executions" params={{ org }} variant="default">
        All runs
      </LinkButton>
      <LinkButton
        to="/$org/pipelines/new"
        params={{ org }}
        variant={query.data?.items.length === 0 ? 'default' : 'filled'}
      >
        New pipeline
      </LinkButton>
    </>
  );
  return (
    <Page>
      <PageHeader title="Pipelines" meta="How a commit becomes something that runs." actions={all} />
      <TypeFilter search={search} onSearch={onSearch} />
      <QueryView query={query} isEmpty={({ items }) => items.length === 0} empty={empty}>
        {({ items }) => <PipelineTable pipelines={items.filter(isInProject)} />}
      </QueryView>
    </Page>
  );
}

function TypeFilter({ search, onSearch }: Props) {
  return (
    <NativeSelect
      size="xs"
      w={180}
      mb="sm"
      aria-label="Type"
      data-page-search
      data={TYPES}
      value={search.type ?? ''}
      onChange={(event) => onSearch({ type: oneOf(event.currentTarget.value, PIPELINE_TYPES) })}
    />
  );
}

function NoneOfType({ type, onAll }: { type: PipelineType; onAll: () => void }) {
  return (
    <EmptyState
      title={`No ${typeWord(type)} pipeline`}
      action={
        <Button variant="default" onClick={onAll}>
          Show all pipelines
        </Button>
      }
    >
      A pipeline file says what it is for: <code>type: {type}</code>.
    </EmptyState>
  );
}
