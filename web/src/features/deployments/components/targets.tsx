import type { TargetResponse } from '../../../shared/api/generated/types.gen.js';
import { deploymentState } from '../../../shared/model/states.js';
import { DataTable, type Column } from '../../../shared/ui/data-table.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { StateMark } from '../../../shared/ui/state-mark.js';
import classes from './deployment-page.module.css';

const COLUMNS: readonly Column<TargetResponse>[] = [
  {
    key: 'state',
    header: 'State',
    width: '130px',
    cell: ({ status }) => <StateMark state={deploymentState[status]} />,
  },
  { key: 'host', header: 'Host', cell: ({ hostName, message }) => <Host name={hostName} message={message} /> },
  { key: 'url', header: 'Address', phone: 'hide', cell: ({ url }) => url && <Address url={url} /> },
  {
    key: 'at',
    header: 'Finished',
    width: '120px',
    align: 'end',
    cell: ({ finishedAt }) => <RelativeTime at={finishedAt} />,
  },
];

/** Each host, and how it went there. */
export function Targets({ targets }: { targets: readonly TargetResponse[] }) {
  if (targets.length === 0) return <p className={classes.none}>No target was chosen yet.</p>;
  return <DataTable label="Targets" columns={COLUMNS} rows={targets} rowKey={({ hostId }) => hostId} />;
}

function Host({ name, message }: { name: string; message: string | null }) {
  return (
    <span className={classes.host}>
      {name}
      {message && <span className={classes.none}>{message}</span>}
    </span>
  );
}

function Address({ url }: { url: string }) {
  return (
    <a className={classes.address} href={url} target="_blank" rel="noreferrer">
      {url}
    </a>
  );
}
