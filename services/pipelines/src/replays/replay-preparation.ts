import { Injectable } from '@nestjs/common';
import { together, type Tx } from '@throughline/platform';
import type { Inputs } from '../definitions/inputs.rules.js';
import { executionMachine } from '../engine/execution.machine.js';
import { KeptFilesRepository } from '../kept-files/kept-files.repository.js';
import { ruleFor } from '../repositories/branch.rules.js';
import { BranchRulesService } from '../repositories/branch-rules.service.js';
import type { ReplayChoice, ReplayPlan } from './replay-choice.js';
import { planReplay } from './replay-plan.js';
import type { ReplayWarning } from './replay-warning.js';
import { type Since, warningsOf } from './replay-warnings.js';
import { refuse, refused } from './replays.errors.js';
import { type ConfigQuestion, type Recorded, type RecordedExecution, ReplaysQueries } from './replays.queries.js';
import { stepsWithoutFiles } from './workspace.js';

const NONE: ReadonlySet<string> = new Set();

/** All that is to be known before an execution is run again. */
export interface PreparedReplay {
  execution: RecordedExecution & { versionId: string; source: string };
  nodes: readonly Recorded[];
  choice: ReplayChoice;
  plan: ReplayPlan;
  warnings: ReplayWarning[];
}

/** What is asked for. `changedInputs` tells by the recorded inputs which of them get another value. */
type Asked = Omit<ReplayChoice, 'deployable' | 'changedInputs'> & { changedInputs: (recorded: Inputs) => string[] };

/** Decides what a replay does again, and gathers what has to be said about it. Reads only. */
@Injectable()
export class ReplayPreparation {
  constructor(
    private readonly queries: ReplaysQueries,
    private readonly rules: BranchRulesService,
    private readonly files: KeptFilesRepository,
  ) {}

  /** @throws what speaks against it */
  async prepare(tx: Tx, executionId: string, asked: Asked): Promise<PreparedReplay> {
    const execution = await this.replayable(tx, executionId, asked);
    const [rules, nodes] = await together([
      this.rules.all(tx, execution.repositoryId),
      this.queries.nodes(tx, executionId),
    ]);
    const rule = ruleFor(rules, execution.commit.branch);
    // What may be deployed is asked anew: the branch's rule of today counts, and not the one of then.
    const changedInputs = asked.changedInputs(execution.inputs);
    const choice = {
      ...asked,
      changedInputs,
      deployable: { now: rule?.deployable ?? false, then: execution.deployable },
    };
    const planned = planReplay(nodes, choice);
    if ('refusal' in planned) throw refused(planned.refusal);
    const { plan } = planned;
    const warnings = warningsOf(nodes, plan, choice, await this.since(tx, executionId, { execution, nodes, plan }));
    return { execution, nodes, choice, plan, warnings };
  }

  /** What has changed, of what the plan has to do with. */
  private async since(
    tx: Tx,
    executionId: string,
    { execution, nodes, plan }: Pick<PreparedReplay, 'nodes' | 'plan'> & { execution: RecordedExecution },
  ): Promise<Since> {
    const again = nodes.filter(({ key }) => plan.again.has(key)).map(({ definition }) => definition);
    const usesSecrets = again.some((node) => node.kind === 'shell' && (node.secrets ?? []).length > 0);
    const usesVariables = again.some(({ vars }) => Object.keys(vars ?? {}).length > 0);
    const takesArtifacts = again.some(({ kind }) => kind === 'deploy') && again.length < nodes.length;
    const needsFiles = stepsWithoutFiles(nodes, plan.again).length > 0;
    const [configChanges, rotatedSecrets, changedVariables, artifacts, keptFiles] = await together([
      this.queries.configChanges(tx, questionsOf(nodes, plan, execution)),
      usesSecrets ? this.queries.rotatedSecrets(tx, executionId) : NONE,
      usesVariables ? this.queries.changedVariables(tx, executionId) : NONE,
      takesArtifacts ? this.queries.artifacts(tx, executionId) : NONE,
      needsFiles ? this.files.completeKeys(tx, executionId) : NONE,
    ]);
    return { configChanges, rotatedSecrets, changedVariables, artifacts, keptFiles };
  }

  private async replayable(
    tx: Tx,
    executionId: string,
    { from, failedOnly }: Asked,
  ): Promise<PreparedReplay['execution']> {
    const execution = await this.queries.execution(tx, executionId);
    if (!execution) throw refuse('not_found');
    const { versionId, source, status, isRemoved } = execution;
    if (isRemoved) throw refuse('repository_removed');
    if (versionId === null || source === null) throw refuse('nothing_to_replay');
    if ((from.length > 0 || failedOnly) && !executionMachine.isTerminal(status)) throw refuse('not_over');
    return { ...execution, versionId, source };
  }
}

/** A deployment takes the configuration of when it is asked for. */
function questionsOf(
  nodes: readonly Recorded[],
  { again }: ReplayPlan,
  { createdAt }: RecordedExecution,
): ConfigQuestion[] {
  return nodes.flatMap(({ key: nodeKey, definition, readyAt }) => {
    if (!again.has(nodeKey) || (definition.kind !== 'deploy' && definition.kind !== 'promote')) return [];
    const environment = definition.kind === 'deploy' ? definition.environment : definition.to;
    return [{ nodeKey, service: definition.service, environment, since: readyAt ?? createdAt }];
  });
}
