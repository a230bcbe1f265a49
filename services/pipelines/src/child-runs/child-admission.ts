import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import { groupOf } from '../definitions/concurrency.rules.js';
import type { PipelineDefinition } from '../definitions/definition.js';
import { definitionOf } from '../definitions/known-definitions.js';
import type { Inputs } from '../definitions/inputs.rules.js';
import { DirectoryQueries } from '../directory/directory.queries.js';
import { type Ancestor, childInputs, refusalOfChild, refusalOfTurn } from './child-run.rules.js';
import { type ChildRunClaim, type ChildRunRow, ChildRunsRepository } from './child-runs.repository.js';
import { refusalOfCircle } from './child-waits.graph.js';
import { ChildWaitsRepository } from './child-waits.repository.js';

/** Whether a child may be started, and with what. To be asked in the transaction that makes it. */
@Injectable()
export class ChildAdmission {
  constructor(
    private readonly runs: ChildRunsRepository,
    private readonly waits: ChildWaitsRepository,
    private readonly directory: DirectoryQueries,
  ) {}

  /** Its inputs; none for a file that is missing or wrong: its execution is blocked, and says why. Or a sentence why not. */
  async admit(
    tx: Tx,
    claim: ChildRunClaim,
    run: ChildRunRow,
    source: string | undefined,
  ): Promise<{ inputs: Inputs | undefined } | { refusal: string }> {
    const ancestors = await this.runs.ancestors(tx, claim);
    const refusal = refusalOfChild(run.file, ancestors);
    if (refusal !== undefined) return { refusal };
    const parsed = source === undefined ? undefined : definitionOf(source, await this.directory.slugs(tx));
    if (!parsed || 'problems' in parsed) return { inputs: undefined };
    const given = childInputs(parsed.definition.inputs, run.inputs);
    if ('refusal' in given) return given;
    const endless = await this.endlessWait(tx, run, { definition: parsed.definition, ...given, ancestors });
    return endless === undefined ? given : { refusal: endless };
  }

  private async endlessWait(
    tx: Tx,
    { repositoryId, commit, waits }: ChildRunRow,
    child: { definition: PipelineDefinition; inputs: Inputs; ancestors: readonly Ancestor[] },
  ): Promise<string | undefined> {
    const { concurrency } = child.definition;
    const of = { branch: commit.branch, inputs: child.inputs };
    const refusal = refusalOfTurn(child.definition, of, child.ancestors);
    // Only who is queued waits; another policy ends whoever is there, or the child.
    if (refusal !== undefined || concurrency?.policy !== 'queue' || !waits) return refusal;
    const ahead = await this.waits.ahead(tx, { repositoryId, name: groupOf(concurrency, of) });
    const waiting = child.ancestors.filter((ancestor) => ancestor.waits).map(({ executionId }) => executionId);
    return refusalOfCircle(ahead, new Set(waiting));
  }
}
