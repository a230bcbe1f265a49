import { Injectable } from '@nestjs/common';
import type { Actor, Commit } from '@throughline/contracts';
import { AppError } from '@throughline/kernel';
import { refuseShared, type Tx } from '@throughline/platform';
import {
  type DefinitionProblem,
  MAX_SOURCE_BYTES,
  type NodeDefinition,
  type PipelineDefinition,
} from '../definitions/definition.js';
import { parseDefinition } from '../definitions/definition-parser.js';
import { type InputProblem, type Inputs, resolveInputs } from '../definitions/inputs.rules.js';
import { groupOf } from '../definitions/concurrency.rules.js';
import { withoutItself } from '../definitions/child-pipeline.js';
import { definitionOf } from '../definitions/known-definitions.js';
import { type Pipeline, PipelinesRepository } from '../definitions/pipelines.repository.js';
import { DirectoryQueries } from '../directory/directory.queries.js';
import { type FilledDefinition, RunValues } from '../named-values/run-values.js';
import type { VariableVersion } from '../variables/variable-pins.js';
import { ExecutionEngine } from './execution-engine.js';
import { ExecutionNumbers } from './execution-numbers.js';
import type { ExecutionEvent } from './execution-planner.js';
import type { Resumed } from './checkpoints.js';
import type { Origin } from './new-run.js';
import { type Group, TurnsRepository } from './turns.repository.js';
import type { Trigger } from './trigger.js';

/** What every execution is made of, beside its definition. */
interface Request {
  orgId: string;
  /** From `nextNumber`. */
  number: number;
  repositoryId: string;
  projectId: string;
  cloneUrl: string;
  pipelinePath: string;
  commit: Commit;
  deployable: boolean;
  /** By default the author of the commit. */
  requestedBy?: Actor;
}

/** A file at a commit. */
export interface ExecutionRequest extends Request {
  /** The file's text; undefined when the commit has no such file. */
  source: string | undefined;
  trigger: Exclude<Trigger, 'replay'>;
  receiptId: string | null;
  /** What a person gave; undefined where nobody could, and then the defaults have to do. */
  inputs?: Readonly<Record<string, unknown>> | undefined;
  /** Why there is nothing to give: then it is blocked, and says so. */
  refusal?: string | undefined;
}

/** What an execution before was of. */
export interface ReplayRequest extends Request {
  replayOf: string;
  pipeline: Pipeline;
  versionId: string;
  source: string;
  inputs: Inputs;
  /** Inputs that a person gave another value. */
  changed: Readonly<Record<string, unknown>>;
  /** What it does not do again; all of it is done again without. */
  resumed?: Resumed | undefined;
}

/** Makes executions: pipeline, version, execution and its first moves in the caller's transaction. */
@Injectable()
export class ExecutionCreator {
  constructor(
    private readonly pipelines: PipelinesRepository,
    private readonly engine: ExecutionEngine,
    private readonly directory: DirectoryQueries,
    private readonly numbers: ExecutionNumbers,
    private readonly turns: TurnsRepository,
    private readonly values: RunValues,
  ) {}

  /** The number of the next execution, to be taken before the transaction that makes it. */
  nextNumber(orgId: string): Promise<number> {
    return this.numbers.next(orgId);
  }

  /**
   * The id of the new execution. One whose file is missing or wrong is there too, blocked, and says why.
   * @throws `invalid` when a person gave other inputs than the file asks for
   */
  async create(tx: Tx, request: ExecutionRequest): Promise<string> {
    const { repositoryId, projectId, pipelinePath: path, commit, source, trigger, receiptId } = request;
    const read = await this.parse(tx, source, path, { projectId });
    const parsed = withInputs(read, request.inputs, request.refusal);
    const said = 'definition' in read ? read.definition : undefined;
    const pipeline = await this.pipelines.ensure(tx, { repositoryId, projectId, path }, said);
    const versionId =
      said && source !== undefined ? await this.pipelines.ensureVersion(tx, pipeline.id, source, commit.sha) : null;
    return this.begin(tx, request, parsed, { pipeline, versionId, trigger, receiptId, replayOf: null });
  }

  /** The same commit and version once more. What the version names may be gone since: then it is blocked. */
  async replay(tx: Tx, request: ReplayRequest): Promise<string> {
    const { pipeline, versionId, replayOf, source, pipelinePath, resumed, changed } = request;
    const read = await this.parse(tx, source, pipelinePath, { projectId: request.projectId, replayOf });
    const parsed = withInputs(read, { ...request.inputs, ...changed });
    const origin = { pipeline, versionId, trigger: 'replay' as const, receiptId: null, replayOf, resumed };
    return this.begin(tx, request, parsed, origin);
  }

  private async begin(
    tx: Tx,
    request: Request & { source: string | undefined },
    parsed: Startable,
    {
      pipeline,
      ...origin
    }: Pick<Origin, 'versionId' | 'trigger' | 'receiptId' | 'replayOf' | 'resumed'> & { pipeline: Pipeline },
  ): Promise<string> {
    const { orgId, number, projectId, repositoryId, cloneUrl, commit, deployable, pipelinePath, source } = request;
    const requestedBy =
      request.requestedBy ?? (await this.directory.actorOfAuthor(tx, commit.authorName, commit.authorEmail));
    const turn = await this.turn(tx, parsed, request);
    const event = 'problems' in parsed ? blockedBy(parsed.problems, pipelinePath, source) : turn.event;
    const parts = { problems: [], inputs: {}, nodes: [], variables: [], ...partsOf(parsed, event) };
    const { problems, inputs, nodes, variables } = parts;
    const priority = 'definition' in parsed ? parsed.definition.priority : 0;
    const facts = {
      commit,
      inputs,
      deployable,
      requestedBy,
      problems,
      concurrencyGroup: turn.group?.name ?? null,
      priority,
    };
    const of = { ...pipeline, projectId, repositoryId, cloneUrl };
    const { id, isOver } = await this.engine.begin(
      tx,
      { ...origin, ...facts, orgId, number, pipeline: of },
      nodes,
      event,
    );
    await this.values.pin(tx, [{ id, projectId, branch: commit.branch, nodes, variables }]);
    if (turn.group && !isOver) await this.turns.join(tx, turn.group, id, event.type === 'created');
    return id;
  }

  /** Whether an execution may begin now, later or not at all, by the others of its concurrency group. */
  private async turn(
    tx: Tx,
    parsed: Startable,
    { repositoryId, commit }: Request,
  ): Promise<{ event: ExecutionEvent; group?: Group }> {
    const concurrency = 'definition' in parsed ? parsed.definition.concurrency : null;
    if (!('definition' in parsed) || !concurrency) return { event: { type: 'created' } };
    const name = groupOf(concurrency, { branch: commit.branch, inputs: parsed.inputs });
    const group = { repositoryId, name };
    refuseShared(tx); // its lock keeps other transactions out, and nobody within this one
    const other = await this.turns.lock(tx, group);
    if (other === undefined) return { event: { type: 'created' }, group };
    const reason = `#${other} of the group ${name} is not over, and this pipeline refuses to run beside it.`;
    if (concurrency.policy === 'refuse') return { event: { type: 'blocked', reason } };
    if (concurrency.policy === 'cancel') await this.turns.supersede(tx, group);
    return { event: { type: 'enqueued' }, group };
  }

  private async parse(
    tx: Tx,
    source: string | undefined,
    path: string,
    of: { projectId: string; replayOf?: string },
  ): Promise<FilledDefinition> {
    if (source === undefined) return unreadable(`there is no file ${path} at this commit`);
    if (source.includes('\0')) return unreadable('the file is not text');
    if (Buffer.byteLength(source) > MAX_SOURCE_BYTES) return { ...parseDefinition(source), variables: [] };
    const known = await this.values.known(tx, source, of);
    const { secrets, variables } = known;
    const names = { secrets, variables: variables?.map(({ name }) => name) };
    const read = withoutItself(definitionOf(source, { ...(await this.directory.slugs(tx)), ...names }), path);
    return this.values.fill(tx, read, known);
  }
}

const unreadable = (message: string): FilledDefinition => ({
  ...{ problems: [{ line: 1, column: 1, message }], variables: [] },
});

/** What an execution is made of, where its file can be read. */
interface Started {
  inputs: Inputs;
  variables: readonly VariableVersion[];
}

/** A definition together with what it is to be run with. */
type Startable = ({ definition: PipelineDefinition } & Started) | { problems: DefinitionProblem[] };

function withInputs(parsed: FilledDefinition, given: ExecutionRequest['inputs'], refusal?: string): Startable {
  if ('problems' in parsed) return parsed;
  if (refusal !== undefined) return { problems: [{ line: 1, column: 1, message: refusal }] };
  const { definition, variables } = parsed;
  const resolved = resolveInputs(definition.inputs, given ?? {});
  if ('inputs' in resolved) return { definition, inputs: resolved.inputs, variables };
  if (given) throw notThese(resolved.problems);
  return { problems: resolved.problems.map(({ message }) => ({ line: 1, column: 1, message })) };
}

const notThese = (problems: InputProblem[]): AppError =>
  new AppError(
    'validation',
    'invalid',
    'The pipeline asks for other inputs.',
    problems.map(({ name, message }) => ({ pointer: `/inputs/${name}`, message })),
  );

/** What an execution has of its definition; one that is blocked has no nodes. */
function partsOf(
  parsed: Startable,
  { type }: ExecutionEvent,
): { problems: DefinitionProblem[] } | (Started & { nodes: NodeDefinition[] }) {
  if ('problems' in parsed) return { problems: parsed.problems };
  const { inputs, variables, definition } = parsed;
  return { inputs, variables, nodes: type === 'blocked' ? [] : definition.nodes };
}

const blockedBy = (problems: DefinitionProblem[], path: string, source: string | undefined): ExecutionEvent => ({
  type: 'blocked',
  reason: reasonOf(problems, path, source),
});

function reasonOf(problems: DefinitionProblem[], path: string, source: string | undefined): string {
  const first = problems[0];
  if (!first || source === undefined) return `There is no pipeline file ${path} at this commit.`;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  return `${path}:${first.line}:${first.column}: ${first.message}${more}`;
}
