import { useNavigate } from '@tanstack/react-router';
import type { DeploymentSummaryResponse, IncidentSummaryResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { incidentState } from '../../../shared/model/states.js';
import type { Column } from '../../../shared/ui/data-table.js';
import { Duration } from '../../../shared/ui/duration.js';
import { TextLink } from '../../../shared/ui/link-button.js';
import { ListTable } from '../../../shared/ui/list-table.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { StateMark } from '../../../shared/ui/state-mark.js';
import { useDeploymentNames } from '../api/incidents.js';
import { harmMs } from '../model/incident-clock.js';
import classes from './incidents-page.module.css';
import { SeverityMark } from './severity-mark.js';

type Row = IncidentSummaryResponse;

/** Incidents as rows; a row opens its incident. */
export function IncidentTable({ rows }: { rows: readonly Row[] }) {
  const org = useOrg();
  const navigate = useNavigate();
  const deployments = useDeploymentNames(org);
  return (
    <ListTable
      name="incidents"
      label="Incidents"
      columns={columnsFor(org, deployments)}
      rows={rows}
      rowKey={({ id }) => id}
      onOpen={({ id }) => void navigate({ to: '/$org/incidents/$incidentId', params: { org, incidentId: id } })}
    />
  );
}

function columnsFor(org: string, deployments: ReadonlyMap<string, DeploymentSummaryResponse>): Column<Row>[] {
  return [
    { key: 'title', header: 'Incident', cell: (row) => <Title org={org} row={row} /> },
    { key: 'state', header: 'State', width: '130px', cell: ({ state }) => <StateMark state={incidentState[state]} /> },
    {
      key: 'severity',
      header: 'Severity',
      width: '104px',
      phone: 'hide',
      cell: ({ severity }) => <SeverityMark severity={severity} />,
    },
    {
      key: 'where',
      header: 'Service and environment',
      width: '210px',
      phone: 'hide',
      cell: ({ serviceName, environmentName }) => (
        <span className={classes.where}>
          {serviceName} <span className={classes.dim}>in {environmentName}</span>
        </span>
      ),
    },
    {
      key: 'suspect',
      header: 'First suspect',
      width: '170px',
      phone: 'hide',
      cell: (row) => <Suspect org={org} row={row} name={nameOf(row, deployments)} />,
    },
    {
      key: 'harm',
      header: 'Hurt for',
      width: '96px',
      phone: 'hide',
      align: 'end',
      cell: (row) => <Duration ms={harmMs(row)} runningSince={row.openedAt} />,
    },
    {
      key: 'age',
      header: 'Opened',
      width: '110px',
      align: 'end',
      cell: ({ openedAt }) => (
        <span className={classes.dim}>
          <RelativeTime at={openedAt} />
        </span>
      ),
    },
  ];
}

function nameOf(
  { deploymentId }: Row,
  deployments: ReadonlyMap<string, DeploymentSummaryResponse>,
): string | undefined {
  const found = deployments.get(deploymentId ?? '');
  return found && `#${found.number} ${found.version}`;
}

function Title({ org, row }: { org: string; row: Row }) {
  return (
    <span className={classes.title}>
      <TextLink to="/$org/incidents/$incidentId" params={{ org, incidentId: row.id }}>
        {`#${row.number} ${row.title}`}
      </TextLink>
      <span className={classes.underTitle}>
        <SeverityMark severity={row.severity} /> {row.serviceName} in {row.environmentName}
      </span>
    </span>
  );
}

function Suspect({ org, row, name }: { org: string; row: Row; name: string | undefined }) {
  if (!row.deploymentId) return <span className={classes.dim}>No change before it</span>;
  return (
    <TextLink to="/$org/deployments/$deploymentId" params={{ org, deploymentId: row.deploymentId }}>
      {name ?? 'Open the deployment'}
    </TextLink>
  );
}
