import { Button, Switch } from '@mantine/core';
import { useState } from 'react';
import { useCan } from '../../../shared/api/capabilities.js';
import type { AlertRuleResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { ruleState } from '../../../shared/model/states.js';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog.js';
import { DataTable, type Column } from '../../../shared/ui/data-table.js';
import { EmptyState } from '../../../shared/ui/empty-state.js';
import { Page } from '../../../shared/ui/page.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import { PermittedButton } from '../../../shared/ui/permitted-button.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { StateMark } from '../../../shared/ui/state-mark.js';
import { useAlertRules, useDeleteAlertRule, useUpdateAlertRule } from '../api/observability.js';
import { conditionWords } from '../model/rule-words.js';
import classes from './cells.module.css';
import { CreateAlertRule } from './create-alert-rule.js';

/** The rules that turn errors into incidents. */
export function AlertRulesPage() {
  const [isCreating, setCreating] = useState(false);
  const create = (
    <PermittedButton permission="alerts.manage" onClick={() => setCreating(true)}>
      New alert rule
    </PermittedButton>
  );
  const empty = (
    <EmptyState title="No alert rule yet" action={create}>
      A rule counts the errors of a service in an environment. When it fires, an incident opens that names the
      deployment most likely to blame, and the environment may roll it back.
    </EmptyState>
  );
  return (
    <Page>
      <PageHeader title="Alert rules" actions={create} />
      <QueryView query={useAlertRules(useOrg())} isEmpty={({ items }) => items.length === 0} empty={empty}>
        {({ items }) => <RuleTable rules={items} />}
      </QueryView>
      {isCreating && <CreateAlertRule onClose={() => setCreating(false)} />}
    </Page>
  );
}

function RuleTable({ rules }: { rules: readonly AlertRuleResponse[] }) {
  const isManager = useCan('alerts.manage');
  const [ending, setEnding] = useState<AlertRuleResponse>();
  const columns: Column<AlertRuleResponse>[] = [
    {
      key: 'state',
      header: 'State',
      width: '110px',
      cell: ({ state, enabled }) => (
        <StateMark state={enabled ? ruleState[state] : { mark: 'cancelled', word: 'Off' }} />
      ),
    },
    {
      key: 'name',
      header: 'Rule',
      cell: (rule) => <RuleName rule={rule} />,
    },
    {
      key: 'target',
      header: 'Watches',
      phone: 'hide',
      cell: ({ serviceName, environmentName }) => `${serviceName} in ${environmentName}`,
    },
    { key: 'severity', header: 'Severity', width: '100px', phone: 'hide', cell: ({ severity }) => severity },
    { key: 'enabled', header: 'On', width: '64px', cell: (rule) => <Enabled rule={rule} isManager={isManager} /> },
    {
      key: 'delete',
      header: 'Delete',
      bare: true,
      align: 'end',
      width: '90px',
      cell: (rule) =>
        isManager && (
          <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setEnding(rule)}>
            Delete
          </Button>
        ),
    },
  ];
  return (
    <>
      <DataTable label="Alert rules" columns={columns} rows={rules} rowKey={({ id }) => id} />
      {ending && <DeleteDialog rule={ending} onClose={() => setEnding(undefined)} />}
    </>
  );
}

function RuleName({ rule }: { rule: AlertRuleResponse }) {
  return (
    <span className={classes.two}>
      <span className={classes.strong}>{rule.name}</span>
      <span className={classes.dim}>{conditionWords(rule)}</span>
    </span>
  );
}

function Enabled({ rule, isManager }: { rule: AlertRuleResponse; isManager: boolean }) {
  const org = useOrg();
  const update = useUpdateAlertRule();
  return (
    <Switch
      size="xs"
      aria-label={`${rule.name} is on`}
      checked={rule.enabled}
      disabled={!isManager || update.isPending}
      onChange={(event) =>
        update.mutate({ path: { org, alertRuleId: rule.id }, body: { enabled: event.currentTarget.checked } })
      }
    />
  );
}

function DeleteDialog({ rule, onClose }: { rule: AlertRuleResponse; onClose: () => void }) {
  const org = useOrg();
  const remove = useDeleteAlertRule();
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      onConfirm={() => remove.mutate({ path: { org, alertRuleId: rule.id } }, { onSuccess: onClose })}
      title={`Delete ${rule.name}?`}
      confirmLabel="Delete rule"
      notUndone={['Nothing watches for these errors any more', 'Incidents it has opened stay as they are']}
      isDangerous
      isPending={remove.isPending}
      error={remove.error}
    >
      To pause it for a while, switch it off instead.
    </ConfirmDialog>
  );
}
