import { Group, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import type { ProjectResponse } from '../../../shared/api/generated/types.gen.js';
import { fieldErrors } from '../../../shared/api/problem-error.js';
import { slugFrom } from '../../../shared/lib/slug.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { DataTable, type Column } from '../../../shared/ui/data-table.js';
import { EmptyState } from '../../../shared/ui/empty-state.js';
import { FormDialog } from '../../../shared/ui/form-dialog.js';
import { Page } from '../../../shared/ui/page.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import { PermittedButton } from '../../../shared/ui/permitted-button.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { useCreateProject, useProjects, useUpdateProject } from '../api/projects.js';
import classes from './cells.module.css';
import { DeleteProject } from './delete-project.js';
import { KeyButton } from './keys/key-button.js';
import { ProjectRepository, ProjectStack } from './project-code.js';

/** Projects group repositories, services and people's attention. */
export function ProjectsPage() {
  const [isCreating, setCreating] = useState(false);
  const create = (
    <PermittedButton permission="projects.manage" onClick={() => setCreating(true)}>
      New project
    </PermittedButton>
  );
  const empty = (
    <EmptyState title="No project yet" action={create}>
      A project holds repositories and the services they build. Start with one; you can split later.
    </EmptyState>
  );
  return (
    <Page>
      <PageHeader title="Projects" actions={create} />
      <QueryView query={useProjects(useOrg())} isEmpty={({ items }) => items.length === 0} empty={empty}>
        {({ items }) => <ProjectTable projects={items} />}
      </QueryView>
      {isCreating && <CreateProject onClose={() => setCreating(false)} />}
    </Page>
  );
}

function ProjectTable({ projects }: { projects: readonly ProjectResponse[] }) {
  const columns: Column<ProjectResponse>[] = [
    {
      key: 'name',
      header: 'Name',
      cell: ({ name, description, archived }) => (
        <span className={classes.two}>
          <span className={classes.strong}>
            {name}
            {archived && <span className={classes.dim}> (archived)</span>}
          </span>
          {description && <span className={classes.dim}>{description}</span>}
        </span>
      ),
    },
    {
      key: 'repository',
      header: 'Repository',
      phone: 'hide',
      cell: (project) => <ProjectRepository project={project} />,
    },
    { key: 'stack', header: 'Written with', width: '190px', cell: (project) => <ProjectStack project={project} /> },
    {
      key: 'created',
      header: 'Created',
      width: '140px',
      phone: 'hide',
      cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
    },
    {
      key: 'archive',
      header: 'Archive',
      bare: true,
      align: 'end',
      width: '170px',
      cell: (project) => <ProjectActions project={project} />,
    },
  ];
  return <DataTable label="Projects" columns={columns} rows={projects} rowKey={({ id }) => id} />;
}

function ProjectActions({ project }: { project: ProjectResponse }) {
  const org = useOrg();
  const update = useUpdateProject();
  const [isEnding, setEnding] = useState(false);
  const archive = () => update.mutate({ path: { org, projectId: project.id }, body: { archived: !project.archived } });
  return (
    <Group gap={0} justify="flex-end">
      <KeyButton permission="projects.manage" onClick={archive}>
        {project.archived ? 'Bring back' : 'Archive'}
      </KeyButton>
      <KeyButton permission="projects.manage" onClick={() => setEnding(true)}>
        Delete
      </KeyButton>
      {isEnding && <DeleteProject project={project} onClose={() => setEnding(false)} />}
    </Group>
  );
}

function CreateProject({ onClose }: { onClose: () => void }) {
  const org = useOrg();
  const create = useCreateProject();
  const form = useForm({ initialValues: { name: '', description: '', repositoryUrl: '' } });
  const submit = form.onSubmit(({ name, description, repositoryUrl }) =>
    create.mutate(
      {
        path: { org },
        body: {
          name,
          slug: slugFrom(name),
          ...(description && { description }),
          ...(repositoryUrl && { repositoryUrl }),
        },
      },
      { onSuccess: onClose, onError: (error) => form.setErrors(fieldErrors(error)) },
    ),
  );
  return (
    <FormDialog
      title="New project"
      onClose={onClose}
      onSubmit={submit}
      submitLabel="Create project"
      isPending={create.isPending}
      error={create.error}
    >
      <TextInput
        label="Name"
        required
        data-autofocus
        description={`Address: ${slugFrom(form.values.name) || '…'}`}
        {...form.getInputProps('name')}
      />
      <TextInput label="Description" {...form.getInputProps('description')} />
      <TextInput
        label="Repository"
        placeholder="https://github.com/acme/shop.git"
        description="Where the code is. Connect it under Repositories to run pipelines from it."
        {...form.getInputProps('repositoryUrl')}
      />
    </FormDialog>
  );
}
