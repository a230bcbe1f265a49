import { useState } from 'react';
import type { Mark } from '../../../shared/model/states.js';
import { DataTable, type Column } from '../../../shared/ui/data-table.js';
import { PermittedButton } from '../../../shared/ui/permitted-button.js';
import { StateMark } from '../../../shared/ui/state-mark.js';
import { WaiveDialog } from './waive-dialog.js';
import classes from './evidence.module.css';

export type Finding = {
  id: string;
  severity: string;
  package: string;
  installedVersion: string;
  fixedVersion: string | null;
  title: string;
  waived: boolean;
};

const MARKS: Record<string, Mark> = { critical: 'failed', high: 'warning' };

/** What a scanner has found, the worst first; each can be waived by those who may. */
export function Findings({ findings }: { findings: Finding[] }) {
  const [waiving, setWaiving] = useState<string>();
  const keys = new Map(findings.map((finding, index) => [finding, String(index)]));
  const columns: Column<Finding>[] = [
    { key: 'severity', header: 'Severity', width: '110px', cell: (finding) => <Severity finding={finding} /> },
    {
      key: 'id',
      header: 'Finding',
      cell: ({ id, title }) => (
        <span className={classes.two}>
          <span className={classes.strong}>{id}</span>
          <span className={classes.dim}>{title}</span>
        </span>
      ),
    },
    {
      key: 'package',
      header: 'Package',
      phone: 'hide',
      cell: ({ package: name, installedVersion, fixedVersion }) => (
        <span className={classes.two}>
          {name}
          <span className={classes.dim}>
            {installedVersion} {fixedVersion === null ? '· no fix yet' : `· fixed in ${fixedVersion}`}
          </span>
        </span>
      ),
    },
    {
      key: 'waive',
      header: 'Waive',
      bare: true,
      width: '90px',
      align: 'end',
      cell: ({ id, waived }) => (waived ? null : <Waive finding={id} onClick={() => setWaiving(id)} />),
    },
  ];
  return (
    <>
      <DataTable label="Findings" columns={columns} rows={findings} rowKey={(row) => keys.get(row) ?? ''} />
      {waiving !== undefined && <WaiveDialog finding={waiving} onClose={() => setWaiving(undefined)} />}
    </>
  );
}

function Severity({ finding: { severity, waived } }: { finding: Finding }) {
  if (waived) return <StateMark state={{ mark: 'cancelled', word: `${severity}, waived` }} />;
  return <StateMark state={{ mark: MARKS[severity] ?? 'queued', word: severity }} />;
}

function Waive({ finding, onClick }: { finding: string; onClick: () => void }) {
  return (
    <PermittedButton
      permission="evidence.manage"
      variant="default"
      size="compact-sm"
      onClick={onClick}
      aria-label={`Waive ${finding}`}
    >
      Waive
    </PermittedButton>
  );
}
