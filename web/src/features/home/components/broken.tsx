import { useOrg } from '../../../shared/lib/use-org.js';
import { TextLink } from '../../../shared/ui/link-button.js';
import { ProblemView } from '../../../shared/ui/problem-view.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { Section } from '../../../shared/ui/section.js';
import { RowSkeletons } from '../../../shared/ui/skeletons.js';
import type { Trouble, TroubleLink } from '../model/trouble.js';
import { Item, ItemList, Quiet } from './item-list.js';

type Props = { troubles: readonly Trouble[] | undefined; error: unknown };

/** The first question. Incidents, sick services, failed runs and held promotions, the worst first. */
export function Broken({ troubles, error }: Props) {
  const org = useOrg();
  const aside = (
    <TextLink to="/$org/incidents" params={{ org }}>
      All incidents
    </TextLink>
  );
  return (
    <Section title="What is broken?" count={troubles?.length || undefined} aside={aside}>
      <Troubles org={org} troubles={troubles} error={error} />
    </Section>
  );
}

function Troubles({ org, troubles, error }: Props & { org: string }) {
  if (!troubles) return error ? <ProblemView error={error} /> : <RowSkeletons rows={2} />;
  if (troubles.length === 0) return <Quiet>No open incident, no failed run, nothing held.</Quiet>;
  return (
    <ItemList label="Broken">
      {troubles.map((trouble) => (
        <Item
          key={trouble.key}
          state={trouble.state}
          name={<TroubleName org={org} link={trouble.link} title={trouble.title} />}
          detail={trouble.detail}
          end={<RelativeTime at={trouble.at} />}
        />
      ))}
    </ItemList>
  );
}

function TroubleName({ org, link, title }: { org: string; link: TroubleLink; title: string }) {
  switch (link.to) {
    case 'incident':
      return (
        <TextLink data-row to="/$org/incidents/$incidentId" params={{ org, incidentId: link.id }}>
          {title}
        </TextLink>
      );
    case 'execution':
      return (
        <TextLink data-row to="/$org/executions/$executionId" params={{ org, executionId: link.id }}>
          {title}
        </TextLink>
      );
    case 'board':
      return (
        <TextLink data-row to="/$org/deployments" params={{ org }}>
          {title}
        </TextLink>
      );
  }
}
