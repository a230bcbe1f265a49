import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState, type ComponentProps } from 'react';
import type { BranchRuleResponse, RuleTarget } from '../../../shared/api/generated/types.gen.js';
import { fieldErrors } from '../../../shared/api/problem-error.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { DataTable, type Column } from '../../../shared/ui/data-table.js';
import { FormDialog } from '../../../shared/ui/form-dialog.js';
import { PermittedButton } from '../../../shared/ui/permitted-button.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { Section } from '../../../shared/ui/section.js';
import { useBranchRules, useCreateBranchRule, useDeleteBranchRule } from '../api/repositories.js';
import classes from './cells.module.css';

const TARGETS: Record<RuleTarget, string> = { branch: 'Branch', tag: 'Tag', pull_request: 'Pull request into' };

const START = {
  target: 'branch' as RuleTarget,
  pattern: 'main',
  pipelinePath: '.throughline/pipeline.yml',
  deployable: true,
  allowForks: false,
};

/** Which branches, tags and pull requests start which pipeline file, and whether their runs may deploy. */
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
    {
      key: 'pattern',
      header: 'For',
      cell: ({ target, pattern }) => (
        <span className={classes.two}>
          <span className={classes.code}>{pattern}</span>
          <span className={classes.dim}>{TARGETS[target]}</span>
        </span>
      ),
    },
    {
      key: 'path',
      header: 'Pipeline file',
      cell: ({ pipelinePath }) => <span className={classes.code}>{pipelinePath}</span>,
    },
    {
      key: 'deployable',
      header: 'Its runs',
      width: '140px',
      cell: (rule) => <ItsRuns rule={rule} />,
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

function ItsRuns({ rule: { deployable, allowForks } }: { rule: BranchRuleResponse }) {
  return (
    <span className={classes.two}>
      <span>{deployable ? 'may deploy' : 'never deploy'}</span>
      {allowForks && <span className={classes.dim}>also from forks, which never deploy</span>}
    </span>
  );
}

function AddRule({ repositoryId, onClose }: { repositoryId: string; onClose: () => void }) {
  const org = useOrg();
  const create = useCreateBranchRule();
  const form = useForm({ initialValues: START });
  const isAboutRequests = form.values.target === 'pull_request';
  const submit = form.onSubmit(({ allowForks, ...body }) =>
    create.mutate(
      { path: { org, repositoryId }, body: { ...body, allowForks: allowForks && isAboutRequests } },
      { onSuccess: onClose, onError: (error) => form.setErrors(fieldErrors(error)) },
    ),
  );
  return (
    <FormDialog
      title="Add a rule"
      onClose={onClose}
      onSubmit={submit}
      submitLabel="Add rule"
      isPending={create.isPending}
      error={create.error}
    >
      <TargetSelect
        value={form.values.target}
        onChange={(target) => form.setValues({ target, deployable: target === 'branch' })}
      />
      <TextInput
        label="Name"
        description={`A name, or a pattern such as ${form.values.target === 'tag' ? 'v*' : 'feature/*'}`}
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
      <Checkbox label="Its runs may deploy" {...form.getInputProps('deployable', { type: 'checkbox' })} />
      {isAboutRequests && <AllowForks {...form.getInputProps('allowForks', { type: 'checkbox' })} />}
    </FormDialog>
  );
}

function AllowForks(props: ComponentProps<typeof Checkbox>) {
  return (
    <Checkbox
      label="Run pull requests from forks too"
      description="Their pipeline file is run on your runners, whoever wrote it. They never deploy."
      {...props}
    />
  );
}

function TargetSelect({ value, onChange }: { value: RuleTarget; onChange: (target: RuleTarget) => void }) {
  return (
    <NativeSelect
      label="For"
      data={Object.entries(TARGETS).map(([target, label]) => ({ value: target, label }))}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value as RuleTarget)}
    />
  );
}
