import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { LogEntryResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { Copyable } from '../../../shared/ui/copyable.js';
import { TextLink } from '../../../shared/ui/link-button.js';
import { ShortId } from '../../../shared/ui/short-id.js';
import { useDeployment } from '../api/logs.js';
import { aroundEntry } from '../model/entry-link.js';
import classes from './entry-panel.module.css';
import type { LogState, LogView } from './use-log-view.js';

type Props = { entry: LogEntryResponse; state: LogState; facets: LogView['facets']; copyLink: ReactNode };
const ALONE = {
  serviceId: undefined,
  environmentId: undefined,
  deploymentId: undefined,
  level: undefined,
  text: undefined,
};

/** Where the line came from, its ids, and the ways on from here. */
export function EntryFacts({ entry, state, facets, copyLink }: Props) {
  const { traceId } = entry;
  const around = () =>
    state.show({ ...ALONE, range: undefined, live: undefined, traceId: undefined, ...aroundEntry(entry) });
  return (
    <>
      <dl className={classes.facts}>
        <Fact name="Service">{nameOf(facets.services, entry.serviceId)}</Fact>
        <Fact name="Environment">{nameOf(facets.environments, entry.environmentId)}</Fact>
        {entry.deploymentId && (
          <Fact name="Deployment">
            <DeploymentLink deploymentId={entry.deploymentId} />
          </Fact>
        )}
        <IdFact name="Trace" value={traceId} />
        <IdFact name="Span" value={entry.spanId} />
        <IdFact name="Request" value={entry.requestId} />
      </dl>
      <div className={classes.ways}>
        {copyLink}
        <Button size="xs" variant="default" onClick={around}>
          A minute around it
        </Button>
        {traceId && (
          <Button size="xs" variant="default" onClick={() => state.ask({ ...ALONE, traceId })}>
            The whole trace
          </Button>
        )}
      </div>
    </>
  );
}

function nameOf(items: readonly { id: string; name: string }[], id: string) {
  return items.find((item) => item.id === id)?.name ?? <ShortId id={id} />;
}

function IdFact({ name, value }: { name: string; value: string | null }) {
  if (!value) return null;
  return (
    <Fact name={name}>
      <Copyable value={value} shown={shortened(value)} label={`Copy the ${name.toLowerCase()} id`} />
    </Fact>
  );
}

const LONG = 20;
const shortened = (value: string) => (value.length > LONG ? `${value.slice(0, LONG)}…` : value);

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function DeploymentLink({ deploymentId }: { deploymentId: string }) {
  const org = useOrg();
  const deployment = useDeployment(org, deploymentId);
  return (
    <TextLink to="/$org/deployments/$deploymentId" params={{ org, deploymentId }}>
      {deployment ? `#${deployment.number}, ${deployment.release.version}` : deploymentId.slice(-8)}
    </TextLink>
  );
}
