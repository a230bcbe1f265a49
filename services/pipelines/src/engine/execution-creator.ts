import { Injectable } from '@nestjs/common';
import type { Actor, Commit } from '@throughline/contracts';
import type { Tx } from '@throughline/platform';
import { type DefinitionProblem, MAX_SOURCE_BYTES } from '../definitions/definition.js';
import { type ParsedDefinition, parseDefinition } from '../definitions/definition-parser.js';
import { definitionOf } from '../definitions/known-definitions.js';
import { type Pipeline, PipelinesRepository } from '../definitions/pipelines.repository.js';
import { DirectoryQueries } from '../directory/directory.queries.js';
import { ExecutionEngine } from './execution-engine.js';
import { ExecutionNumbers } from './execution-numbers.js';
import type { Origin } from './new-run.js';
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
}

/** What an execution before was of. */
export interface ReplayRequest extends Request {
  replayOf: string;
  pipeline: Pipeline;
  versionId: string;
  source: string;
}

/** Makes executions: pipeline, version, execution and its first moves in the caller's transaction. */
@Injectable()
export class ExecutionCreator {
  constructor(
    private readonly pipelines: PipelinesRepository,
    private readonly engine: ExecutionEngine,
    private readonly directory: DirectoryQueries,
    private readonly numbers: ExecutionNumbers,
  ) {}

  /** The number of the next execution, to be taken before the transaction that makes it. */
  nextNumber(orgId: string): Promise<number> {
    return this.numbers.next(orgId);
  }

  /** The id of the new execution. One whose file is missing or wrong is there too, blocked, and says why. */
  async create(tx: Tx, request: ExecutionRequest): Promise<string> {
    const { repositoryId, projectId, pipelinePath: path, commit, source, trigger, receiptId } = request;
    const parsed = await this.parse(tx, source, path);
    const name = 'definition' in parsed ? parsed.definition.name : undefined;
    const pipeline = await this.pipelines.ensure(tx, { repositoryId, projectId, path }, name);
    const versionId =
      name !== undefined && source !== undefined
        ? await this.pipelines.ensureVersion(tx, pipeline.id, source, commit.sha)
        : null;
    return this.begin(tx, request, parsed, { pipeline, versionId, trigger, receiptId, replayOf: null });
  }

  /** The same commit and version once more. What the version names may be gone since: then it is blocked. */
  async replay(tx: Tx, request: ReplayRequest): Promise<string> {
    const { pipeline, versionId, replayOf, source, pipelinePath } = request;
    const parsed = await this.parse(tx, source, pipelinePath);
    return this.begin(tx, request, parsed, { pipeline, versionId, trigger: 'replay', receiptId: null, replayOf });
  }

  private async begin(
    tx: Tx,
    request: Request & { source: string | undefined },
    parsed: ParsedDefinition,
    { pipeline, ...origin }: Pick<Origin, 'versionId' | 'trigger' | 'receiptId' | 'replayOf'> & { pipeline: Pipeline },
  ): Promise<string> {
    const { orgId, number, projectId, repositoryId, cloneUrl, commit, deployable, pipelinePath, source } = request;
    const requestedBy =
      request.requestedBy ?? (await this.directory.actorOfAuthor(tx, commit.authorName, commit.authorEmail));
    const problems = 'problems' in parsed ? parsed.problems : [];
    const facts = { commit, deployable, requestedBy, problems };
    return this.engine.begin(
      tx,
      { ...origin, ...facts, orgId, number, pipeline: { ...pipeline, projectId, repositoryId, cloneUrl } },
      'definition' in parsed ? parsed.definition.nodes : [],
      'definition' in parsed
        ? { type: 'created' }
        : { type: 'blocked', reason: reasonOf(problems, pipelinePath, source) },
    );
  }

  private async parse(tx: Tx, source: string | undefined, path: string): Promise<ParsedDefinition> {
    if (source === undefined)
      return { problems: [{ line: 1, column: 1, message: `there is no file ${path} at this commit` }] };
    if (source.includes('\0')) return { problems: [{ line: 1, column: 1, message: 'the file is not text' }] };
    if (Buffer.byteLength(source) > MAX_SOURCE_BYTES) return parseDefinition(source);
    return definitionOf(source, await this.directory.slugs(tx));
  }
}

function reasonOf(problems: DefinitionProblem[], path: string, source: string | undefined): string {
  const first = problems[0];
  if (!first || source === undefined) return `There is no pipeline file ${path} at this commit.`;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  return `${path}:${first.line}:${first.column}: ${first.message}${more}`;
}
