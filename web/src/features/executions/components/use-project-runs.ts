import { useSelectedProject } from '../../../shared/api/selected-project.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { usePipelines } from '../api/executions.js';

/** A predicate for runs of the chosen project; a run belongs to the project of its pipeline. */
export function useProjectRuns(): (run: { pipelineId: string }) => boolean {
  const { data } = usePipelines(useOrg());
  const isInProject = useSelectedProject();
  const others = new Set(data?.items.filter((pipeline) => !isInProject(pipeline)).map(({ id }) => id));
  return ({ pipelineId }) => !others.has(pipelineId);
}
