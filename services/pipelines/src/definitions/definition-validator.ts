import { Injectable } from '@nestjs/common';
import { OrgTx } from '@throughline/platform';
import { DirectoryQueries } from '../directory/directory.queries.js';
import type { NodeDefinition } from './definition.js';
import { parseDefinition, type ReadDefinition } from './definition-parser.js';
import { stageOf } from './stages.rules.js';
import type { DefinitionNodeResponse, PipelineValidationResponse, ReadPipelineResponse } from './validation.dto.js';

/** Reads the text of a pipeline file as an execution would, and keeps nothing. */
@Injectable()
export class DefinitionValidator {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly directory: DirectoryQueries,
  ) {}

  async validate(orgId: string, source: string): Promise<PipelineValidationResponse> {
    const known = await this.orgTx.run(orgId, (tx) => this.directory.slugs(tx));
    const parsed = parseDefinition(source, known);
    if ('problems' in parsed) return { valid: false, problems: parsed.problems, warnings: [], pipeline: null };
    return { valid: true, problems: [], warnings: parsed.warnings, pipeline: viewOf(parsed) };
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
