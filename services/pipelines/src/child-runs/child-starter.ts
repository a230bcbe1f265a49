import { Injectable } from '@nestjs/common';
import { fp, OrgTx, type Tx } from '@throughline/platform';
import type { Inputs } from '../definitions/inputs.rules.js';
import { ExecutionCreator } from '../engine/execution-creator.js';
import { ExecutionEngine, SYSTEM } from '../engine/execution-engine.js';
import type { NodeFacts, Report } from '../engine/execution-planner.js';
import { ExecutionsRepository } from '../engine/executions.repository.js';
import { GitMirror } from '../git/git-mirror.js';
import { ChildAdmission } from './child-admission.js';
import { type ChildRunClaim, type ChildRunRow, ChildRunsRepository } from './child-runs.repository.js';

interface Read {
  source: string | undefined;
  number: number;
}

type End = { trigger: Report; message: string | null; facts?: NodeFacts };

/** Starts children: once for each node, because the row that says so and the execution are one transaction. */
@Injectable()
export class ChildStarter {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly runs: ChildRunsRepository,
    private readonly executions: ExecutionsRepository,
    private readonly engine: ExecutionEngine,
    private readonly creator: ExecutionCreator,
    private readonly admission: ChildAdmission,
    private readonly mirror: GitMirror,
  ) {}

  /** Throws GitError when the repository cannot be read. Everything else ends the claim. */
  async start(claim: ChildRunClaim): Promise<void> {
    const run = await this.orgTx.run(claim.orgId, (tx) => this.runs.find(tx, claim));
    if (run?.state !== 'due') return;
    const read = { source: await this.sourceOf(run), number: await this.creator.nextNumber(claim.orgId) };
    fp('children.before_execution');
    await this.orgTx.run(claim.orgId, async (tx) => {
      await this.executions.lock(tx, run.executionId);
      // Its node may have ended meanwhile, or another worker have taken it over.
      if ((await this.runs.find(tx, claim))?.state !== 'due') return;
      const admitted = await this.admission.admit(tx, claim, run, read.source);
      if ('refusal' in admitted) await this.drop(tx, claim, run, admitted.refusal);
      else await this.begin(tx, claim, run, { ...read, ...admitted });
      fp('children.before_commit');
    });
    fp('children.after_commit');
  }

  /** Ends the node of a child that cannot be started. */
  async refuse(claim: ChildRunClaim, reason: string): Promise<void> {
    await this.orgTx.run(claim.orgId, async (tx) => {
      const run = await this.runs.find(tx, claim);
      if (!run) return;
      await this.executions.lock(tx, run.executionId);
      await this.drop(tx, claim, run, reason);
    });
  }

  private async begin(
    tx: Tx,
    claim: ChildRunClaim,
    run: ChildRunRow,
    { source, number, inputs }: Read & { inputs: Inputs | undefined },
  ): Promise<void> {
    const { repositoryId, projectId, cloneUrl, commit, deployable, requestedBy, file: pipelinePath } = run;
    const childId = await this.creator.create(tx, {
      ...{ orgId: claim.orgId, number, repositoryId, projectId, cloneUrl, pipelinePath, commit, source },
      ...{ deployable, requestedBy, trigger: 'parent', receiptId: null, inputs },
    });
    await this.note(tx, claim, run, { childId, number });
  }

  private async note(
    tx: Tx,
    claim: ChildRunClaim,
    run: ChildRunRow,
    { childId, number }: { childId: string; number: number },
  ): Promise<void> {
    const isMine = await this.runs.move(tx, claim, run.waits ? 'start' : 'detach', childId);
    if (!isMine) throw new Error('another worker took this child over');
    await this.tell(tx, run, { trigger: 'start', message: null });
    if (run.waits) return;
    const outputs = { executionId: childId, number: String(number) };
    await this.tell(tx, run, { trigger: 'succeed', message: null, facts: { outputs } });
  }

  private async drop(tx: Tx, claim: ChildRunClaim, run: ChildRunRow, message: string): Promise<void> {
    if (await this.runs.move(tx, claim, 'drop', null)) await this.tell(tx, run, { trigger: 'fail', message });
  }

  private async tell(tx: Tx, { executionId, nodeKey: key }: ChildRunRow, end: End): Promise<void> {
    await this.engine.apply(tx, executionId, { type: 'node', key, ...end }, SYSTEM);
  }

  private async sourceOf({ repositoryId: id, cloneUrl, commit, file }: ChildRunRow): Promise<string | undefined> {
    // The parent was read from a mirror, of this machine or of another one.
    if (!(await this.mirror.commit(id, commit.sha, commit.branch))) await this.mirror.fetch({ id, cloneUrl });
    return this.mirror.readFile(id, commit.sha, file);
  }
}
