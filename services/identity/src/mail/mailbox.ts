import { Inject, Injectable } from '@nestjs/common';
import { cursorKey, LOGGER, type Logger, type Page, type PageQuery, SystemTx, toPage } from '@throughline/platform';
import { isId } from '@throughline/kernel';
import { MailBodies } from './mail-body.js';
import type { MailResponse, MailSummaryResponse } from './mail.dto.js';
import { refuse } from './mail.errors.js';
import { MailRepository, type MailRow } from './mail.repository.js';

/** Shows the mail of the last 30 days, sent or not. */
@Injectable()
export class Mailbox {
  constructor(
    private readonly systemTx: SystemTx,
    private readonly repository: MailRepository,
    private readonly bodies: MailBodies,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async list(query: PageQuery): Promise<Page<MailSummaryResponse>> {
    const before = cursorKey(query.cursor, 1)?.[0]?.toString();
    if (before !== undefined && !isId(before)) throw refuse('cursor_unknown');
    const rows = await this.systemTx.run((tx) => this.repository.list(tx, query.limit, before));
    return toPage(rows, query.limit, (row) => [row.id], toSummary);
  }

  /** With its body, which may hold a link that lets somebody in: that it was read is logged. */
  async read(mailId: string): Promise<MailResponse> {
    const row = await this.systemTx.run((tx) => this.repository.find(tx, mailId));
    if (!row) throw refuse('not_found');
    this.logger.info({ mailId, kind: row.kind }, 'a mail was read in the mailbox');
    return { ...toSummary(row), ...(await this.bodies.open(row.id, row.body_sealed)) };
  }
}

function toSummary(row: MailRow): MailSummaryResponse {
  const { id, kind, recipient: to, subject, state, reason, attempts } = row;
  const createdAt = row.created_at.toISOString();
  return { id, kind, to, subject, state, reason, attempts, createdAt, sentAt: row.sent_at?.toISOString() ?? null };
}
