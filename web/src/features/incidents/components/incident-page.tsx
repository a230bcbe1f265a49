import type { IncidentResponse } from '../../../shared/api/generated/types.gen.js';
import { incidentState } from '../../../shared/model/states.js';
import { ObjectLine } from '../../../shared/ui/line/object-line.js';
import { Page } from '../../../shared/ui/page.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import { StateMark } from '../../../shared/ui/state-mark.js';
import { Harm } from './harm.js';
import { IncidentActions } from './incident-actions.js';
import { IncidentClock } from './incident-clock.js';
import classes from './incident-page.module.css';
import { FiringFacts } from './firing-facts.js';
import { Suspects } from './suspects.js';
import { Timeline } from './timeline.js';

type Props = { data: IncidentResponse; chosenEntry: string | undefined };

/** One incident: what hurts, what is to blame, how to stop it, and its story. */
export function IncidentPage({ data, chosenEntry }: Props) {
  const { incident, firing, suspects, timeline } = data;
  return (
    <Page>
      <PageHeader
        title={`#${incident.number} ${incident.title}`}
        mark={<StateMark state={incidentState[incident.state]} size="md" />}
        meta={<IncidentClock incident={incident} />}
        actions={<IncidentActions incident={incident} />}
      >
        <ObjectLine kind="incident" id={incident.id} />
      </PageHeader>
      <div className={classes.columns}>
        <div className={classes.main}>
          <Suspects incident={incident} suspects={suspects} />
          <Timeline incidentId={incident.id} entries={timeline} chosen={chosenEntry} />
        </div>
        <div className={classes.side}>
          <Harm data={data} />
          {firing && <FiringFacts firing={firing} />}
        </div>
      </div>
    </Page>
  );
}
