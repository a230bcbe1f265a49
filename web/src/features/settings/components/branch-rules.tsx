import { useState } from 'react';
import type { BranchRuleResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { givenWords } from '../../../shared/model/trigger-inputs.js';
import { DataTable, type Column } from '../../../shared/ui/data-table.js';
import { PermittedButton } from '../../../shared/ui/permitted-button.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { Section } from '../../../shared/ui/section.js';
import { useBranchRules, useDeleteBranchRule } from '../api/repositories.js';
import { AddBranchRule } from './add-branch-rule.js';
import { TARGETS } from './branch-rule-fields.js';
import classes from './cells.module.css';
import { ChangeBranchRule } from './change-branch-rule.js';

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
      {isAdding && <AddBranchRule repositoryId={repositoryId} onClose={() => setAdding(false)} />}
    </Section>
  );
}

function RuleTable({ rules }: { rules: readonly BranchRuleResponse[] }) {
  const [changing, setChanging] = useState<BranchRuleResponse>();
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
      cell: (rule) => <File rule={rule} />,
    },
    {
      key: 'deployable',
      header: 'Its runs',
      width: '140px',
      cell: (rule) => <ItsRuns rule={rule} />,
    },
    {
      key: 'act',
      header: 'Actions',
      bare: true,
      align: 'end',
      width: '170px',
      cell: (rule) => <Act rule={rule} onChange={() => setChanging(rule)} />,
    },
  ];
  return (
    <>
      <DataTable label="Branch rules" columns={columns} rows={rules} rowKey={({ id }) => id} />
      {changing && <ChangeBranchRule rule={changing} onClose={() => setChanging(undefined)} />}
    </>
  );
}

function File({ rule: { pipelinePath, inputs } }: { rule: BranchRuleResponse }) {
  return (
    <span className={classes.two}>
      <span className={classes.code}>{pipelinePath}</span>
      {Object.keys(inputs).length > 0 && <span className={classes.dim}>{givenWords(inputs)}</span>}
    </span>
  );
}

function Act({ rule: { id, repositoryId }, onChange }: { rule: BranchRuleResponse; onChange: () => void }) {
  const path = { org: useOrg(), repositoryId, branchRuleId: id };
  const remove = useDeleteBranchRule();
  const look = { permission: 'repositories.manage', variant: 'subtle', color: 'gray', size: 'compact-sm' } as const;
  return (
    <>
      <PermittedButton {...look} onClick={onChange}>
        Change
      </PermittedButton>
      <PermittedButton {...look} onClick={() => remove.mutate({ path })}>
        Remove
      </PermittedButton>
    </>
  );
}

function ItsRuns({ rule: { deployable, allowForks } }: { rule: BranchRuleResponse }) {
  return (
    <span className={classes.two}>
      <span>{deployable ? 'may deploy' : 'never deploy'}</span>
      {allowForks && <span className={classes.dim}>also from forks, which never deploy</span>}
    </span>
  );
}
