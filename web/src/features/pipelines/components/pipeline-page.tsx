import type { PipelineResponse } from '../../../shared/api/generated/types.gen.js';
import { executionState } from '../../../shared/model/states.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { LinkButton } from '../../../shared/ui/link-button.js';
import { Page } from '../../../shared/ui/page.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import { StateMark } from '../../../shared/ui/state-mark.js';
import { typeWord } from '../model/pipeline-type.js';
import { Definition } from './definition.js';
import { FollowUps } from './follow-ups/follow-ups.js';
import { Hooks } from './hooks/hooks.js';
import { PipelineRuns } from './pipeline-runs.js';
import { PipelineSchedules } from './schedules/pipeline-schedules.js';
import { StartRun } from './start-run.js';
import { StatusStrip } from './status-strip.js';
import classes from './pipelines.module.css';

type Props = { pipeline: PipelineResponse; version: number | undefined; onVersion: (version: number) => void };

/** One pipeline: its file in each version, and what it has run. */
export function PipelinePage({ pipeline, version, onVersion }: Props) {
  const org = useOrg();
  const { lastExecution: last } = pipeline;
  const meta = (
    <>
      <code>{pipeline.path}</code>
      <span>{typeWord(pipeline.type)}</span>
      <span>version {pipeline.latestVersion}</span>
      <StatusStrip statuses={pipeline.recentStatuses} />
    </>
  );
  return (
    <Page>
      <PageHeader
        title={pipeline.name}
        mark={last && <StateMark state={executionState[last.status]} size="md" />}
        meta={meta}
        actions={
          <>
            <LinkButton
              to="/$org/pipelines/$pipelineId/edit"
              params={{ org, pipelineId: pipeline.id }}
              variant="default"
            >
              Edit
            </LinkButton>
            <StartRun pipeline={pipeline} branch={last?.commit.branch ?? ''} />
          </>
        }
      />
      <div className={classes.columns}>
        <div>
          <PipelineRuns pipelineId={pipeline.id} />
          <PipelineSchedules pipelineId={pipeline.id} />
          <FollowUps pipeline={pipeline} />
          <Hooks pipeline={pipeline} />
        </div>
        <Definition
          pipelineId={pipeline.id}
          name={pipeline.name}
          version={version ?? pipeline.latestVersion}
          onVersion={onVersion}
        />
      </div>
    </Page>
  );
}
