import { Injectable } from '@nestjs/common';
import type { Actor } from '@throughline/contracts';
import type { Tx } from '@throughline/platform';
import { parseDefinition } from '../definitions/definition-parser.js';
import { DEFAULT_TYPE, type PipelineType } from '../definitions/pipeline-type.rules.js';
import { BUILT_IN_TEMPLATES } from './built-in-templates.js';
import type {
  CreateTemplateRequest,
  ListTemplatesQuery,
  TemplateResponse,
  TemplateSummaryResponse,
} from './templates.dto.js';

export type TemplateRow = TemplateSummaryResponse & { sortKey: string };
export type NewTemplate = CreateTemplateRequest & { id: string; type: PipelineType; by: Actor };

/** Where a page begins: behind this row, or with the first. */
interface Behind {
  uses: number | null;
  sortKey: string | null;
}
const START: Behind = { uses: null, sortKey: null };

/** What is in no row, as rows; an id of their own kind, which sorts behind every other. */
const BUILT_IN = JSON.stringify(
  BUILT_IN_TEMPLATES.map((template) => ({ ...template, type: typeOf(template.source), visibility: 'public' })),
);

// $1: the organization, $2: what comes with the product.
const ALL = `WITH every AS (
  SELECT t.id::text AS id, t.name, t.description, t.category, t.tags, t.type, t.visibility, t.source, t.uses,
      false AS "builtIn", t.org_id = $1 AS own, t.id::text COLLATE "C" AS "sortKey"
    FROM pipeline_template t WHERE t.org_id = $1 OR t.visibility = 'public'
  UNION ALL
  SELECT b.id, b.name, b.description, b.category, b.tags, b.type, b.visibility, b.source, coalesce(u.uses, 0), true, false,
      '-' || b.id
    FROM jsonb_to_recordset($2::jsonb) AS b (id text, name text, description text, category text, tags text[], type text,
      visibility text, source text) LEFT JOIN built_in_template_use u ON u.template_id = b.id)`;
const SUMMARY = 'id, name, description, category, tags, type, visibility, uses, "builtIn", own, "sortKey"';

/** Templates: the organization's own, those that others have published, and those that come with the product. In a SystemTx. */
@Injectable()
export class TemplatesRepository {
  /** One more than the limit, in the order of the query. */
  list(tx: Tx, orgId: string, query: ListTemplatesQuery, behind = START): Promise<TemplateRow[]> {
    const { category = null, tag = null, type = null, search = null, limit } = query;
    const isPopular = query.sort !== 'newest';
    const order = isPopular ? 'uses DESC, "sortKey" DESC' : '"sortKey" DESC';
    const place = isPopular ? '(uses, "sortKey") < ($7, $8)' : '($7::int IS NOT NULL AND "sortKey" < $8)';
    return tx.query<TemplateRow>(
      `${ALL} SELECT ${SUMMARY} FROM every
        WHERE ($3::text IS NULL OR category = $3) AND ($4::text IS NULL OR $4 = ANY (tags)) AND ($5::text IS NULL OR type = $5)
          AND ($6::text IS NULL OR strpos(lower(concat_ws(' ', name, description, array_to_string(tags, ' '))), lower($6)) > 0)
          AND ($8::text IS NULL OR ${place}) ORDER BY ${order} LIMIT $9`,
      [...[orgId, BUILT_IN, category, tag, type, search], ...[behind.uses, behind.sortKey, limit + 1]],
    );
  }

  async one(tx: Tx, orgId: string, id: string): Promise<TemplateResponse | undefined> {
    const rows = await tx.query<TemplateResponse & { sortKey: string }>(
      `${ALL} SELECT ${SUMMARY}, source FROM every WHERE id = $3`,
      [orgId, BUILT_IN, id],
    );
    return rows.map(({ sortKey: _, ...row }) => row)[0];
  }

  async insert(tx: Tx, orgId: string, template: NewTemplate): Promise<void> {
    const { id, name, description, category, tags, type, visibility, source, by } = template;
    await tx.query(
      `INSERT INTO pipeline_template (id, org_id, name, description, category, tags, type, visibility, source,
         created_by_id, created_by_name) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [id, orgId, name, description, category, tags, type, visibility, source, by.userId, by.name],
    );
  }

  /** Counts one use of a template that the organization sees. */
  async count(tx: Tx, orgId: string, { id, builtIn }: TemplateSummaryResponse): Promise<void> {
    if (builtIn)
      await tx.query(
        `INSERT INTO built_in_template_use AS u (template_id, uses) VALUES ($1, 1)
         ON CONFLICT (template_id) DO UPDATE SET uses = u.uses + 1`,
        [id],
      );
    else
      await tx.query(
        `UPDATE pipeline_template SET uses = uses + 1 WHERE id = $1 AND (org_id = $2 OR visibility = 'public')`,
        [id, orgId],
      );
  }

  /** Its name; undefined where the organization has no such template. */
  async delete(tx: Tx, orgId: string, id: string): Promise<string | undefined> {
    const rows = await tx.query<{ name: string }>(
      'DELETE FROM pipeline_template WHERE id = $1 AND org_id = $2 RETURNING name',
      [id, orgId],
    );
    return rows[0]?.name;
  }
}

function typeOf(source: string): PipelineType {
  const parsed = parseDefinition(source);
  return 'definition' in parsed ? parsed.definition.type : DEFAULT_TYPE;
}
