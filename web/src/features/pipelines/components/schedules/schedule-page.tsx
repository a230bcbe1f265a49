import type { ScheduleResponse } from '../../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../../shared/lib/use-org.js';
import { InputList } from '../../../../shared/ui/input-list.js';
import { TextLink } from '../../../../shared/ui/link-button.js';
import { Page } from '../../../../shared/ui/page.js';
import { PageHeader } from '../../../../shared/ui/page-header.js';
import { Section } from '../../../../shared/ui/section.js';
import { StateMark } from '../../../../shared/ui/state-mark.js';
import { MISFIRES, scheduleState } from '../../model/schedule-words.js';
import { NextRuns } from './next-runs.js';
import { ScheduleActions } from './schedule-actions.js';
import { ScheduleFirings } from './schedule-firings.js';
import classes from './schedules.module.css';

/** One schedule: when it runs next, and what came of every time before. */
export function SchedulePage({ schedule }: { schedule: ScheduleResponse }) {
  const { name, pausedReason, enabled, cron, zone } = schedule;
  const missed = MISFIRES.find(({ value }) => value === schedule.misfire)?.label;
  return (
    <Page>
      <PageHeader
        title={name}
        mark={<StateMark state={scheduleState(schedule)} size="md" />}
        meta={<Meta schedule={schedule} />}
        actions={<ScheduleActions schedule={schedule} />}
      />
      {pausedReason !== null && (
        <p className={classes.stopped} role="status">
          {pausedReason} Whoever switches it on again is who it runs on behalf of.
        </p>
      )}
      <div className={classes.columns}>
        <ScheduleFirings scheduleId={schedule.id} zone={zone} />
        <div>
          <Section
            title={enabled ? 'Next times' : 'Next times, if it were on'}
            description={`${cron} by the clocks of ${zone}. Times that were missed: ${(missed ?? '').toLowerCase()}.`}
          >
            <NextRuns cron={cron} zone={zone} />
          </Section>
          {Object.keys(schedule.inputs).length > 0 && (
            <Section title="Inputs" description="What each run is given; the pipeline’s defaults for the rest.">
              <InputList inputs={schedule.inputs} />
            </Section>
          )}
        </div>
      </div>
    </Page>
  );
}

function Meta({ schedule }: { schedule: ScheduleResponse }) {
  const org = useOrg();
  return (
    <>
      <span>{schedule.description}</span>
      <TextLink to="/$org/pipelines/$pipelineId" params={{ org, pipelineId: schedule.pipelineId }}>
        {schedule.pipelineName}
      </TextLink>
      <code>{schedule.branch}</code>
      <span>on behalf of {schedule.ownerName}</span>
    </>
  );
}
