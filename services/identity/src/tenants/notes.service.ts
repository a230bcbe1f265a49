import { Injectable } from '@nestjs/common';
import { newId } from '@throughline/kernel';
import { OrgTx, type Page, type PageQuery, type Principal, toPage, type Tx } from '@throughline/platform';
import { PlatformAudit } from '../platform-audit/platform-audit.js';
import type { NoteResponse } from './notes.dto.js';
import { StandingChanges } from './standing-changes.js';
import { refuse } from './tenants.errors.js';
import { idBefore } from '../text/id-before.js';

interface NoteRow {
  id: string;
  org_id: string;
  author_id: string;
  author_name: string;
  text: string;
  created_at: Date;
  edited_at: Date | null;
}

const LIST = `SELECT * FROM tenant_note WHERE org_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`;

/** What platform admins note of an organization, for one another. The organization never sees it. */
@Injectable()
export class NotesService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly audit: PlatformAudit,
    private readonly standings: StandingChanges,
  ) {}

  /** Newest first. */
  list(orgId: string, query: PageQuery): Promise<Page<NoteResponse>> {
    const before = idBefore(query.cursor);
    return this.orgTx.run(orgId, async (tx) => {
      await this.standings.get(tx);
      await this.record(tx, 'tenant_note.listed', '*');
      const rows = await tx.query<NoteRow>(LIST, [orgId, before, query.limit + 1]);
      return toPage(rows, query.limit, (row) => [row.id], toNote);
    });
  }

  write(orgId: string, author: Principal, text: string): Promise<NoteResponse> {
    return this.orgTx.run(orgId, async (tx) => {
      await this.standings.get(tx);
      const rows = await tx.query<NoteRow>(
        `INSERT INTO tenant_note (id, org_id, author_id, author_name, text) VALUES ($1, $2, $3, $4, $5) RETURNING *`,
        [newId(), orgId, author.id, author.name, text],
      );
      return this.written(tx, 'tenant_note.written', rows);
    });
  }

  /** Only the author's own. */
  edit(orgId: string, author: Principal, note: { id: string; text: string }): Promise<NoteResponse> {
    return this.orgTx.run(orgId, async (tx) => {
      const sql = 'SELECT author_id FROM tenant_note WHERE org_id = $1 AND id = $2 FOR UPDATE';
      const [found] = await tx.query<{ author_id: string }>(sql, [orgId, note.id]);
      if (!found) throw refuse('note_unknown');
      if (found.author_id !== author.id) throw refuse('note_not_yours');
      const rows = await tx.query<NoteRow>(
        'UPDATE tenant_note SET text = $2, edited_at = clock_timestamp() WHERE id = $1 RETURNING *',
        [note.id, note.text],
      );
      return this.written(tx, 'tenant_note.edited', rows);
    });
  }

  private async written(tx: Tx, action: string, rows: NoteRow[]): Promise<NoteResponse> {
    const row = rows[0];
    if (!row) throw refuse('note_unknown');
    await this.record(tx, action, row.id);
    return toNote(row);
  }

  private record(tx: Tx, action: string, subjectId: string): Promise<string> {
    return this.audit.record(tx, { action, subjectKind: 'tenant_note', subjectId, organizationId: tx.orgId });
  }
}

function toNote(row: NoteRow): NoteResponse {
  return {
    id: row.id,
    authorId: row.author_id,
    authorName: row.author_name,
    text: row.text,
    createdAt: row.created_at.toISOString(),
    editedAt: row.edited_at?.toISOString() ?? null,
  };
}
