import type {
  DeploymentStatus,
  DeploymentSummaryResponse,
  ExecutionSummaryResponse,
} from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { deploymentState, executionState } from '../../../shared/model/states.js';
import { Duration } from '../../../shared/ui/duration.js';
import { TextLink } from '../../../shared/ui/link-button.js';
import { Section } from '../../../shared/ui/section.js';
import { Item, ItemList, Quiet } from './item-list.js';
import { MiniLine } from './mini-line.js';

type Props = { executions: readonly ExecutionSummaryResponse[]; deployments: readonly DeploymentSummaryResponse[] };

/** The third question: runs and deployments on their way, each as a small line. */
export function Moving({ executions, deployments }: Props) {
  const org = useOrg();
  const count = executions.length + deployments.length;
  const aside = (
    <TextLink to="/$org/executions" params={{ org }}>
      All runs
    </TextLink>
  );
  return (
    <Section title="What is moving?" count={count || undefined} aside={aside}>
      {count === 0 && <Quiet>No run and no deployment is on its way.</Quiet>}
      {count > 0 && (
        <ItemList label="Moving">
          {deployments.map((deployment) => (
            <MovingDeployment key={deployment.id} org={org} deployment={deployment} />
          ))}
          {executions.map((execution) => (
            <MovingRun key={execution.id} org={org} execution={execution} />
          ))}
        </ItemList>
      )}
    </Section>
  );
}

function MovingRun({ org, execution }: { org: string; execution: ExecutionSummaryResponse }) {
  const state = executionState[execution.status];
  const { nodesFinished: done, nodesTotal: total } = execution;
  return (
    <Item
      state={state}
      name={
        <TextLink data-row to="/$org/executions/$executionId" params={{ org, executionId: execution.id }}>
          {`${execution.pipelineName} #${execution.number}`}
        </TextLink>
      }
      detail={execution.commit.message}
      extra={<MiniLine done={done} total={total} mark={state.mark} label={`${done} of ${total} nodes finished`} />}
      end={<Duration runningSince={execution.startedAt ?? execution.createdAt} />}
    />
  );
}

const DEPLOYMENT_STOPS: readonly DeploymentStatus[] = ['queued', 'deploying', 'verifying', 'live'];

function MovingDeployment({ org, deployment }: { org: string; deployment: DeploymentSummaryResponse }) {
  const state = deploymentState[deployment.status];
  const done = Math.max(0, DEPLOYMENT_STOPS.indexOf(deployment.status));
  return (
    <Item
      state={state}
      name={
        <TextLink data-row to="/$org/deployments/$deploymentId" params={{ org, deploymentId: deployment.id }}>
          {`${deployment.serviceName} ${deployment.version} → ${deployment.environmentName}`}
        </TextLink>
      }
      detail={deployment.commitMessage}
      extra={
        <MiniLine
          done={done}
          total={DEPLOYMENT_STOPS.length}
          mark={state.mark}
          label={`Deployment #${deployment.number}: ${state.word.toLowerCase()}`}
        />
      }
      end={<Duration runningSince={deployment.createdAt} />}
    />
  );
}
