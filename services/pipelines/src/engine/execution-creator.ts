import { Injectable } from '@nestjs/common';
import type { Actor, Commit } from '@throughline/contracts';
import type { Tx } from '@throughline/platform';
import { type DefinitionProblem, MAX_SOURCE_BYTES } from '../definitions/definition.js';
import { type ParsedDefinition, parseDefinition } from '../definitions/definition-parser.js';
import { PipelinesRepository } from '../definitions/pipelines.repository.js';
import { DirectoryQueries } from '../directory/directory.queries.js';
import { ExecutionEngine } from './execution-engine.js';
import { ExecutionsRepository } from './executions.repository.js';

/** What an execution is made of: a file at a commit, and who wants it run. */
export interface ExecutionRequest {
  repositoryId: string;
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
    private readonly executions: ExecutionsRepository,
    private readonly engine: ExecutionEngine,
    private readonly directory: DirectoryQueries,
  ) {}

  /** The id of the new execution. One whose file is missing or wrong is there too, blocked, and says why. */
  async create(tx: Tx, request: ExecutionRequest): Promise<string> {
    const { repositoryId, projectId, pipelinePath: path, commit, source } = request;
    const parsed = await this.parse(tx, source, path);
    const definition = 'definition' in parsed ? parsed.definition : undefined;
    const problems = 'problems' in parsed ? parsed.problems : [];
    const pipelineId = await this.pipelines.ensure(tx, { repositoryId, projectId, path }, definition?.name);
    const versionId =
      definition && source !== undefined
        ? await this.pipelines.ensureVersion(tx, pipelineId, source, commit.sha)
        : null;
    const requestedBy =
      request.requestedBy ?? (await this.directory.actorOfAuthor(tx, commit.authorName, commit.authorEmail));
    const { trigger, receiptId, deployable } = request;
    const facts = { pipelineId, versionId, trigger, receiptId, deployable, commit, requestedBy, problems };
    const executionId = await this.executions.insert(tx, facts);
    if (definition) await this.executions.insertNodes(tx, executionId, definition.nodes);
    const event = definition
      ? { type: 'created' as const }
      : { type: 'blocked' as const, reason: reasonOf(problems, path, source) };
    await this.engine.apply(tx, executionId, event, requestedBy);
    return executionId;
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
