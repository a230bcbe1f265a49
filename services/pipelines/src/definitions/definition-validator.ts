import { Injectable } from '@nestjs/common';
import { OrgTx, type Tx } from '@throughline/platform';
import { DirectoryQueries } from '../directory/directory.queries.js';
import { refuse } from '../executions/executions.errors.js';
import { RunValues } from '../named-values/run-values.js';
import type { KnownTargets } from './definition-checks.js';
import type { NodeDefinition } from './definition.js';
import { parseDefinition, type ReadDefinition } from './definition-parser.js';
import { stageOf } from './stages.rules.js';
import type {
  DefinitionNodeResponse,
  PipelineValidationResponse,
  ReadPipelineResponse,
  ValidatePipelineRequest,
} from './validation.dto.js';

/** Reads the text of a pipeline file as an execution would, and keeps nothing. */
@Injectable()
export class DefinitionValidator {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly directory: DirectoryQueries,
    private readonly values: RunValues,
  ) {}

  /**
   * Secrets and variables are held against those of the project, where one is named.
   * @throws `not_found` for a project that there is not
   */
  async validate(orgId: string, request: ValidatePipelineRequest): Promise<PipelineValidationResponse> {
    const { source } = request;
    const known = await this.orgTx.run(orgId, (tx) => this.known(tx, request));
    const parsed = parseDefinition(source, known);
    if ('problems' in parsed) return { valid: false, problems: parsed.problems, warnings: [], pipeline: null };
    return { valid: true, problems: [], warnings: parsed.warnings, pipeline: viewOf(parsed) };
  }

  private async known(tx: Tx, { source, projectId }: ValidatePipelineRequest): Promise<KnownTargets> {
    const slugs = await this.directory.slugs(tx);
    if (projectId === undefined) return slugs;
    if (!(await this.directory.hasProject(tx, projectId))) throw refuse('not_found');
    const { secrets, variables } = await this.values.known(tx, source, { projectId });
    return { ...slugs, secrets, variables: variables?.map(({ name }) => name) };
  }
}

function viewOf({ definition: { name, type, inputs, nodes }, lines }: ReadDefinition): ReadPipelineResponse {
  return { name, type, inputs, nodes: nodes.map((node) => nodeOf(node, lines)) };
}

const nodeOf = (node: NodeDefinition, lines: ReadDefinition['lines']): DefinitionNodeResponse => ({
  key: node.key,
  name: node.name,
  kind: node.kind,
  stage: stageOf(node) ?? null,
  needs: node.needs,
  line: lines.get(node.key) ?? 1,
});
