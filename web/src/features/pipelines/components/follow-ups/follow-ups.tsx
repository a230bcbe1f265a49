import { useState } from 'react';
import { useOrg } from '../../../../shared/lib/use-org.js';
import { PermittedButton } from '../../../../shared/ui/permitted-button.js';
import { QueryView } from '../../../../shared/ui/query-view.js';
import { Section } from '../../../../shared/ui/section.js';
import { useFollowUps } from '../../api/follow-ups.js';
import classes from '../schedules/schedules.module.css';
import { CreateFollowUp } from './create-follow-up.js';
import { FollowUpTable } from './follow-up-table.js';

/** The pipelines that start when this one has ended. */
export function FollowUps({ pipeline }: { pipeline: { id: string; name: string } }) {
  const [isCreating, setCreating] = useState(false);
  const add = (
    <PermittedButton
      permission="executions.start"
      variant="default"
      size="compact-sm"
      onClick={() => setCreating(true)}
    >
      Add a pipeline
    </PermittedButton>
  );
  return (
    <Section title="Starts afterwards" aside={add}>
      <QueryView
        query={useFollowUps(useOrg(), pipeline.id)}
        isEmpty={({ items }) => items.length === 0}
        empty={<p className={classes.note}>No other pipeline starts when this one has ended.</p>}
      >
        {({ items }) => <FollowUpTable upstream={pipeline} followUps={items} />}
      </QueryView>
      {isCreating && <CreateFollowUp upstream={pipeline} onClose={() => setCreating(false)} />}
    </Section>
  );
}
