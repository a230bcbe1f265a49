import { Checkbox, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import type { BranchRuleResponse } from '../../../shared/api/generated/types.gen.js';
import { fieldErrors } from '../../../shared/api/problem-error.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { DataTable, type Column } from '../../../shared/ui/data-table.js';
import { FormDialog } from '../../../shared/ui/form-dialog.js';
import { PermittedButton } from '../../../shared/ui/permitted-button.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { Section } from '../../../shared/ui/section.js';
import { useBranchRules, useCreateBranchRule, useDeleteBranchRule } from '../api/repositories.js';
import classes from './cells.module.css';

/** Which branches start which pipeline file, and whether their runs may deploy. */
export function BranchRules({ repositoryId }: { repositoryId: string }) {
  const [isAdding, setAdding] = useState(false);
  const add = (
    <PermittedButton
      permission="repositories.manage"
      variant="default"
      size="compact-sm"
      onClick={() => setAdding(true)}
    >
      Add a rule
    </PermittedButton>
  );
  const empty = (
    <p className={classes.note}>No rule yet, so no push starts a run. Add one for the branch you deploy from.</p>
  );
  return (
    <Section title="Branch rules" aside={add}>
      <QueryView
        query={useBranchRules(useOrg(), repositoryId)}
        isEmpty={({ items }) => items.length === 0}
        empty={empty}
      >
        {({ items }) => <RuleTable rules={items} />}
      </QueryView>
      {isAdding && <AddRule repositoryId={repositoryId} onClose={() => setAdding(false)} />}
    </Section>
  );
}

function RuleTable({ rules }: { rules: readonly BranchRuleResponse[] }) {
  const org = useOrg();
  const remove = useDeleteBranchRule();
  const columns: Column<BranchRuleResponse>[] = [
    { key: 'pattern', header: 'Branch', cell: ({ pattern }) => <span className={classes.code}>{pattern}</span> },
    {
      key: 'path',
      header: 'Pipeline file',
      cell: ({ pipelinePath }) => <span className={classes.code}>{pipelinePath}</span>,
    },
    {
      key: 'deployable',
      header: 'Its runs',
      width: '140px',
      cell: ({ deployable }) => (deployable ? 'may deploy' : 'never deploy'),
    },
    {
      key: 'remove',
      header: 'Remove',
      bare: true,
      align: 'end',
      width: '100px',
      cell: ({ id, repositoryId }) => (
        <PermittedButton
          permission="repositories.manage"
          variant="subtle"
          color="gray"
          size="compact-sm"
          onClick={() => remove.mutate({ path: { org, repositoryId, branchRuleId: id } })}
        >
          Remove
        </PermittedButton>
      ),
    },
  ];
  return <DataTable label="Branch rules" columns={columns} rows={rules} rowKey={({ id }) => id} />;
}

function AddRule({ repositoryId, onClose }: { repositoryId: string; onClose: () => void }) {
  const org = useOrg();
  const create = useCreateBranchRule();
  const form = useForm({
    initialValues: { pattern: 'main', pipelinePath: '.throughline/pipeline.yml', deployable: true },
  });
  const submit = form.onSubmit((body) =>
    create.mutate(
      { path: { org, repositoryId }, body },
      { onSuccess: onClose, onError: (error) => form.setErrors(fieldErrors(error)) },
    ),
  );
  return (
    <FormDialog
      title="Add a branch rule"
      onClose={onClose}
      onSubmit={submit}
      submitLabel="Add rule"
      isPending={create.isPending}
      error={create.error}
    >
      <TextInput
        label="Branch"
        description="A name, or a pattern such as feature/*"
        required
        data-autofocus
        {...form.getInputProps('pattern')}
      />
      <TextInput
        label="Pipeline file"
        description="Its path in the repository"
        required
        {...form.getInputProps('pipelinePath')}
      />
      <Checkbox label="Runs of this branch may deploy" {...form.getInputProps('deployable', { type: 'checkbox' })} />
    </FormDialog>
  );
}
