import { Injectable } from '@nestjs/common';
import type { Actor, Commit } from '@throughline/contracts';
import type { Tx } from '@throughline/platform';
import { type DefinitionProblem, MAX_SOURCE_BYTES } from '../definitions/definition.js';
import { type ParsedDefinition, parseDefinition } from '../definitions/definition-parser.js';
import { PipelinesRepository } from '../definitions/pipelines.repository.js';
import { DirectoryQueries } from '../directory/directory.queries.js';
import { ExecutionEngine } from './execution-engine.js';

/** What an execution is made of: a file at a commit, and who wants it run. */
export interface ExecutionRequest {
  orgId: string;
  repositoryId: string;
  cloneUrl: string;
  projectId: string;
  pipelinePath: string;
  /** The file's text; undefined when the commit has no such file. */
  source: string | undefined;
  commit: Commit;
  deployable: boolean;
  trigger: 'push' | 'manual';
  receiptId: string | null;
  /** By default the author of the commit. */
  requestedBy?: Actor;
}

/** Makes executions: pipeline, version, execution and its first moves in the caller's transaction. */
@Injectable()
export class ExecutionCreator {
  constructor(
    private readonly pipelines: PipelinesRepository,
    private readonly engine: ExecutionEngine,
    private readonly directory: DirectoryQueries,
  ) {}

  /** The id of the new execution. One whose file is missing or wrong is there too, blocked, and says why. */
  async create(tx: Tx, request: ExecutionRequest): Promise<string> {
    const { repositoryId, projectId, pipelinePath: path, commit, source } = request;
    const parsed = await this.parse(tx, source, path);
    const definition = 'definition' in parsed ? parsed.definition : undefined;
    const problems = 'problems' in parsed ? parsed.problems : [];
    const pipeline = await this.pipelines.ensure(tx, { repositoryId, projectId, path }, definition?.name);
    const versionId =
      definition && source !== undefined
        ? await this.pipelines.ensureVersion(tx, pipeline.id, source, commit.sha)
        : null;
    const requestedBy =
      request.requestedBy ?? (await this.directory.actorOfAuthor(tx, commit.authorName, commit.authorEmail));
    const { orgId, cloneUrl, trigger, receiptId, deployable } = request;
    const event = definition
      ? { type: 'created' as const }
      : { type: 'blocked' as const, reason: reasonOf(problems, path, source) };
    return this.engine.begin(
      tx,
      {
        ...{ orgId, pipeline: { ...pipeline, projectId, repositoryId, cloneUrl }, versionId },
        ...{ trigger, receiptId, commit, deployable, requestedBy, problems },
      },
      definition?.nodes ?? [],
      event,
    );
  }

  private async parse(tx: Tx, source: string | undefined, path: string): Promise<ParsedDefinition> {
    if (source === undefined)
      return { problems: [{ line: 1, column: 1, message: `there is no file ${path} at this commit` }] };
    if (source.includes('\0')) return { problems: [{ line: 1, column: 1, message: 'the file is not text' }] };
    if (Buffer.byteLength(source) > MAX_SOURCE_BYTES) return parseDefinition(source);
    return parseDefinition(source, await this.directory.slugs(tx));
  }
}

function reasonOf(problems: DefinitionProblem[], path: string, source: string | undefined): string {
  const first = problems[0];
  if (!first || source === undefined) return `There is no pipeline file ${path} at this commit.`;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  return `${path}:${first.line}:${first.column}: ${first.message}${more}`;
}
