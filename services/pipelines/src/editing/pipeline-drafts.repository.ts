import { Injectable } from '@nestjs/common';
import { newId } from '@throughline/kernel';
import type { Tx } from '@throughline/platform';
import type {
  KeepPipelineDraftRequest,
  PipelineDraftResponse,
  PipelineDraftSummaryResponse,
} from './pipeline-drafts.dto.js';

export interface DraftPlace {
  authorId: string;
  repositoryId: string;
  branch: string;
  path: string;
}
type Dated<T> = Omit<T, 'keptAt'> & { keptAt: Date };
export type DraftSummary = Dated<PipelineDraftSummaryResponse>;
export type Draft = Dated<PipelineDraftResponse>;
export type KeptText = Pick<KeepPipelineDraftRequest, 'text' | 'revision' | 'version' | 'follows'>;

const KEPT = `clock_timestamp() - interval '30 days'`;
const MOST = 100;
const EXPIRY_BATCH = 500;

const SUMMARY = `d.id, d.repository_id AS "repositoryId", r.name AS "repositoryName", p.id AS "pipelineId", d.branch, d.path,
  d.revision, d.version, d.kept_at AS "keptAt"`;
const FROM = `FROM pipeline_draft d JOIN repository r ON r.id = d.repository_id AND r.deleted_at IS NULL
  LEFT JOIN pipeline p ON p.repository_id = d.repository_id AND p.path = d.path
  WHERE d.author_id = $1 AND d.kept_at > ${KEPT}`;
const AT = 'author_id = $1 AND repository_id = $2 AND branch = $3 AND path = $4';
const placed = ({ authorId, repositoryId, branch, path }: DraftPlace): string[] => [
  authorId,
  repositoryId,
  branch,
  path,
];

/** Texts that are not saved. Every query names the author: a draft is nobody else's, whatever they may do. */
@Injectable()
export class PipelineDraftsRepository {
  /** The newest first; one more than the limit. */
  list(tx: Tx, authorId: string, before: string | undefined, limit: number): Promise<DraftSummary[]> {
    return tx.query<DraftSummary>(
      `SELECT ${SUMMARY} ${FROM} AND ($2::uuid IS NULL OR d.id < $2) ORDER BY d.id DESC LIMIT $3`,
      [authorId, before ?? null, limit + 1],
    );
  }

  async find(tx: Tx, place: DraftPlace): Promise<Draft | undefined> {
    const sql = `SELECT ${SUMMARY}, d.text ${FROM} AND d.repository_id = $2 AND d.branch = $3 AND d.path = $4`;
    return (await tx.query<Draft>(sql, placed(place)))[0];
  }

  /**
   * Keeps a text in the place of the one that it follows, or as the first. False where another text is kept than the one
   * that it follows; the same text again is no other one.
   */
  async keep(tx: Tx, place: DraftPlace, { text, revision, version, follows }: KeptText): Promise<boolean> {
    const rows = await tx.query(
      `INSERT INTO pipeline_draft AS d (author_id, repository_id, branch, path, id, org_id, text, revision, version)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT (org_id, author_id, repository_id, branch, path) DO UPDATE
         SET id = $5, text = $7, revision = $8, version = $9, kept_at = clock_timestamp()
         WHERE d.id = $10 OR d.text = $7 OR d.kept_at <= ${KEPT}
       RETURNING id`,
      [...placed(place), newId(), tx.orgId, text, revision, version, follows],
    );
    return rows.length > 0;
  }

  /** Of an author, those beyond the newest hundred: what nobody comes back to does not grow. */
  async dropBeyondMost(tx: Tx, authorId: string): Promise<void> {
    await tx.query(
      `DELETE FROM pipeline_draft WHERE author_id = $1 AND id IN (
         SELECT id FROM pipeline_draft WHERE author_id = $1 ORDER BY id DESC OFFSET ${MOST})`,
      [authorId],
    );
  }

  async drop(tx: Tx, place: DraftPlace): Promise<void> {
    await tx.query(`DELETE FROM pipeline_draft WHERE ${AT}`, placed(place));
  }

  /** Some of those that nobody has gone on with for thirty days, in a SystemTx. Resolves to whether there may be more. */
  async expire(tx: Tx): Promise<boolean> {
    const rows = await tx.query(
      `DELETE FROM pipeline_draft WHERE (org_id, id) IN (
         SELECT org_id, id FROM pipeline_draft WHERE kept_at <= ${KEPT} LIMIT ${EXPIRY_BATCH} FOR UPDATE SKIP LOCKED)
       RETURNING 1`,
    );
    return rows.length === EXPIRY_BATCH;
  }
}
