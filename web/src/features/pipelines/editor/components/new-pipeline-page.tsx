import { Button, NativeSelect, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { RepositoryResponse } from '../../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../../shared/lib/use-org.js';
import { EmptyState } from '../../../../shared/ui/empty-state.js';
import { LinkButton } from '../../../../shared/ui/link-button.js';
import { Page } from '../../../../shared/ui/page.js';
import { PageHeader } from '../../../../shared/ui/page-header.js';
import { QueryView } from '../../../../shared/ui/query-view.js';
import { usePipelines } from '../../api/pipelines.js';
import { type FilePlace, useRepositories } from '../api/editing.js';
import { DraftList } from './draft-list.js';

type Start = FilePlace & { like?: string | undefined; template?: string | undefined };
type Props = {
  /** What it begins with unless something else is chosen. */
  template: { id: string; name: string } | undefined;
  onBegin: (start: Start) => void;
};

const TEMPLATE = 'template';

/** Where a new pipeline is to live, and what it begins with. */
export function NewPipelinePage({ template, onBegin }: Props) {
  const org = useOrg();
  const empty = (
    <EmptyState
      title="No repository yet"
      action={
        <LinkButton to="/$org/settings/repositories" params={{ org }}>
          Connect a repository
        </LinkButton>
      }
    >
      A pipeline is a file in a repository. Connect one, and draw its pipeline here.
    </EmptyState>
  );
  return (
    <Page width="form">
      <PageHeader title="New pipeline" meta="A file in a repository, which you draw or write." />
      <DraftList />
      <QueryView query={useRepositories(org)} isEmpty={({ items }) => items.length === 0} empty={empty}>
        {({ items }) => <Place repositories={items} template={template} onBegin={onBegin} />}
      </QueryView>
    </Page>
  );
}

function Place({ repositories, template, onBegin }: Props & { repositories: readonly RepositoryResponse[] }) {
  const [repositoryId, setRepository] = useState(repositories[0]?.id ?? '');
  const pipelines = usePipelines(useOrg()).data?.items ?? [];
  const chosen = repositories.find(({ id }) => id === repositoryId);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const value = (name: string) => String(form.get(name) ?? '').trim() || undefined;
    const like = value('like');
    const from = like === TEMPLATE ? { template: template?.id } : { like };
    onBegin({ repositoryId, branch: value('branch'), path: value('path'), ...from });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <NativeSelect
          label="Repository"
          value={repositoryId}
          onChange={(event) => setRepository(event.currentTarget.value)}
          data={repositories.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <TextInput name="branch" label="Branch" placeholder={chosen?.defaultBranch ?? 'main'} />
        <TextInput
          name="path"
          label="File"
          description="Ends with .yml or .yaml. One that is there is opened."
          placeholder=".throughline/pipeline.yml"
          pattern=".+\.ya?ml"
          title="A path that ends with .yml or .yaml"
        />
        <NativeSelect
          name="like"
          label="Begin with"
          data={[
            ...(template ? [{ value: TEMPLATE, label: `The template ${template.name}` }] : []),
            { value: '', label: 'One node that checks the commit out' },
            ...pipelines.map(({ id, name }) => ({ value: id, label: `The newest version of ${name}` })),
          ]}
        />
        <Button type="submit" style={{ alignSelf: 'flex-start' }}>
          Begin
        </Button>
      </Stack>
    </form>
  );
}
