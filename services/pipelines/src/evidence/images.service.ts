import { Injectable } from '@nestjs/common';
import type { Actor } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import {
  Audit,
  currentContext,
  cursorKey,
  LiveHub,
  OrgTx,
  type Page,
  type PageQuery,
  toPage,
  type Tx,
} from '@throughline/platform';
import { refuse } from './evidence.errors.js';
import type { ImageResponse, RegisteredImageResponse, RegisterImageRequest } from './images.dto.js';

type ImageRow = Omit<ImageResponse, 'createdAt'> & { createdAt: Date };

const NOBODY: Actor = { userId: null, name: 'Throughline' };
const MAX_METADATA = 16_384;
const COLUMNS = `id, execution_id AS "executionId", name, registry_url AS "registryUrl", digest, tag, version, type,
  size_bytes::float8 AS "sizeBytes", build_duration_ms AS "buildDurationMs", metadata, created_at AS "createdAt",
  jsonb_build_object('userId', created_by_id, 'name', created_by_name) AS "createdBy"`;

/** Images that executions have pushed to a registry. */
@Injectable()
export class ImagesService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly audit: Audit,
    private readonly live: LiveHub,
  ) {}

  /** Once for each digest; who registers it again is told what there is. */
  register(orgId: string, request: RegisterImageRequest): Promise<RegisteredImageResponse> {
    const metadata = JSON.stringify(request.metadata ?? {});
    // The escapes that the database cannot read as text.
    if (metadata.length > MAX_METADATA || /\\u0000|\\ud[89a-f]/i.test(metadata)) throw refuse('metadata_refused');
    return this.orgTx.run(orgId, async (tx) => {
      const found = await tx.query('SELECT 1 FROM execution WHERE id = $1', [request.execution_id]);
      if (found.length === 0) throw refuse('not_found');
      const made = await this.insert(tx, request, metadata);
      if (made) await this.note(tx, made);
      const row = made ?? (await this.byDigest(tx, request.image_digest));
      return { ...viewOf(row), duplicate: made === undefined };
    });
  }

  async list(orgId: string, executionId: string, query: PageQuery): Promise<Page<ImageResponse>> {
    const before = cursorKey(query.cursor, 1)?.[0];
    const rows = await this.orgTx.run(orgId, async (tx) => {
      const found = await tx.query('SELECT 1 FROM execution WHERE id = $1', [executionId]);
      if (found.length === 0) throw refuse('not_found');
      return tx.query<ImageRow>(
        `SELECT ${COLUMNS} FROM image
          WHERE execution_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
        [executionId, before ?? null, query.limit + 1],
      );
    });
    return toPage(rows, query.limit, (row) => [row.id], viewOf);
  }

  private async insert(tx: Tx, request: RegisterImageRequest, metadata: string): Promise<ImageRow | undefined> {
    const by = currentContext()?.actor ?? NOBODY;
    const rows = await tx.query<ImageRow>(
      `INSERT INTO image (id, org_id, execution_id, name, registry_url, digest, tag, version, type, size_bytes,
         build_duration_ms, metadata, created_by_id, created_by_name)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
       ON CONFLICT (org_id, digest) DO NOTHING RETURNING ${COLUMNS}`,
      [
        ...[newId(), tx.orgId, request.execution_id, request.name, request.registry_url, request.image_digest],
        ...[request.image_tag ?? null, request.version ?? null, request.type ?? 'docker', request.size_bytes ?? null],
        ...[request.build_duration_ms ?? null, metadata, by.userId, by.name],
      ],
    );
    return rows[0];
  }

  private async byDigest(tx: Tx, digest: string): Promise<ImageRow> {
    const rows = await tx.query<ImageRow>(`SELECT ${COLUMNS} FROM image WHERE digest = $1`, [digest]);
    if (!rows[0]) throw new Error('an image is registered and not there');
    return rows[0];
  }

  private async note(tx: Tx, { id, name, executionId, registryUrl, digest, tag }: ImageRow): Promise<void> {
    const subject = { action: 'image.registered', resourceKind: 'image', resourceId: id, resourceName: name };
    await this.audit.record(tx, { ...subject, after: { executionId, registryUrl, digest, tag } });
    this.live.changed(tx, 'execution', executionId);
  }
}

function viewOf(row: ImageRow): ImageResponse {
  return { ...row, createdAt: row.createdAt.toISOString() };
}
