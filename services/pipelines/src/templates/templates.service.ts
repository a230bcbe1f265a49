import { Injectable } from '@nestjs/common';
import type { Actor } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { Audit, type AuditFact, currentContext, cursorKey, type Page, SystemTx, toPage } from '@throughline/platform';
import type { DefinitionProblem } from '../definitions/definition.js';
import { parseDefinition } from '../definitions/definition-parser.js';
import type { PipelineType } from '../definitions/pipeline-type.rules.js';
import type {
  CreateTemplateRequest,
  ListTemplatesQuery,
  TemplateResponse,
  TemplateSummaryResponse,
} from './templates.dto.js';
import { refuse } from './templates.errors.js';
import { TemplatesRepository } from './templates.repository.js';

const NOBODY: Actor = { userId: null, name: 'Throughline' };

/**
 * The library of pipelines to begin with. Public templates belong to one organization and are seen by all, so the rows are
 * read across organizations; every query names the one that asks.
 */
@Injectable()
export class TemplatesService {
  constructor(
    private readonly systemTx: SystemTx,
    private readonly templates: TemplatesRepository,
    private readonly audit: Audit,
  ) {}

  async list(orgId: string, query: ListTemplatesQuery): Promise<Page<TemplateSummaryResponse>> {
    const key = cursorKey(query.cursor, 2);
    const behind = key && { uses: Number(key[0]), sortKey: String(key[1]) };
    if (behind && !Number.isSafeInteger(behind.uses)) return { items: [], nextCursor: null };
    const rows = await this.systemTx.run((tx) => this.templates.list(tx, orgId, query, behind));
    return toPage(
      rows,
      query.limit,
      (row) => [row.uses, row.sortKey],
      ({ sortKey: _, ...row }) => row,
    );
  }

  async get(orgId: string, id: string): Promise<TemplateResponse> {
    const template = await this.systemTx.run((tx) => this.templates.one(tx, orgId, id));
    if (!template) throw refuse('not_found');
    return template;
  }

  /** @throws `template_broken` for a file with mistakes: each is named with line and column */
  create(orgId: string, request: CreateTemplateRequest): Promise<TemplateResponse> {
    const id = newId();
    const template = { ...request, id, type: typeOf(request.source), by: currentContext()?.actor ?? NOBODY };
    return this.systemTx.run(async (tx) => {
      await this.templates.insert(tx, orgId, template);
      const { name, category, visibility } = request;
      await this.audit.record(tx, factOf('created', id, name, { after: { category, visibility } }), orgId);
      const made = await this.templates.one(tx, orgId, id);
      if (!made) throw refuse('not_found');
      return made;
    });
  }

  /** The template, counted as used once more. */
  use(orgId: string, id: string): Promise<TemplateResponse> {
    return this.systemTx.run(async (tx) => {
      const template = await this.templates.one(tx, orgId, id);
      if (!template) throw refuse('not_found');
      await this.templates.count(tx, orgId, template);
      await this.audit.record(tx, factOf('used', id, template.name, { after: { uses: template.uses + 1 } }), orgId);
      return { ...template, uses: template.uses + 1 };
    });
  }

  delete(orgId: string, id: string): Promise<void> {
    return this.systemTx.run(async (tx) => {
      const template = await this.templates.one(tx, orgId, id);
      if (template?.builtIn) throw refuse('template_built_in');
      const name = template?.own ? await this.templates.delete(tx, orgId, id) : undefined;
      if (name === undefined) throw refuse('not_found');
      await this.audit.record(tx, factOf('deleted', id, name, { before: { id } }), orgId);
    });
  }
}

function typeOf(source: string): PipelineType {
  const parsed = parseDefinition(source);
  if ('definition' in parsed) return parsed.definition.type;
  const fields = parsed.problems.map((problem) => ({ pointer: '/source', message: wordsOf(problem) }));
  throw refuse('template_broken', undefined, fields);
}

const wordsOf = ({ line, column, message }: DefinitionProblem): string => `${line}:${column}: ${message}`;

const factOf = (verb: string, resourceId: string, resourceName: string, details: Partial<AuditFact>): AuditFact => ({
  ...{ action: `pipeline_template.${verb}`, resourceKind: 'pipeline_template', resourceId, resourceName, ...details },
});
