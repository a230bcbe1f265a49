import { Injectable } from '@nestjs/common';
import { isId } from '@throughline/kernel';
import { cursorKey, type Page, type PageQuery, type Principal, SystemTx, toPage } from '@throughline/platform';
import { AccountNews } from '../accounts/account-news.js';
import { accountOwner } from '../accounts/account-owner.js';
import { clientInWords } from '../text/client-words.js';
import { SessionEndings } from './session-endings.js';
import type { EndedSessionsResponse, LiveSessionResponse } from './sessions.dto.js';
import { refuse } from './sessions.errors.js';
import { type LiveSessionRow, SessionsRepository } from './sessions.repository.js';

/** A person's sessions as that person sees and ends them. */
@Injectable()
export class OwnSessionsService {
  constructor(
    private readonly systemTx: SystemTx,
    private readonly sessions: SessionsRepository,
    private readonly endings: SessionEndings,
    private readonly news: AccountNews,
  ) {}

  async list(principal: Principal, { limit, cursor }: PageQuery): Promise<Page<LiveSessionResponse>> {
    const userId = accountOwner(principal);
    const before = cursorKey(cursor, 1)?.[0]?.toString();
    if (before !== undefined && !isId(before)) throw refuse('cursor_unknown');
    const rows = await this.systemTx.run((tx) => this.sessions.live(tx, userId, { limit, before }));
    return toPage(
      rows,
      limit,
      (row) => [row.id],
      (row) => toLiveSession(row, principal.sessionId),
    );
  }

  /** Ends one session at once, also the current one. One that is over is not found. */
  async end(principal: Principal, sessionId: string): Promise<void> {
    const userId = accountOwner(principal);
    await this.systemTx.run(async (tx) => {
      if (!(await this.endings.end(tx, { userId, sessionId }, 'revoked'))) throw refuse('not_found');
      const kind = 'session_revoked';
      await this.news.record(tx, { userId, action: 'account.session_ended', kind, after: { sessionId } });
    });
  }

  /** Ends every session but the one of this request. */
  async endOthers(principal: Principal): Promise<EndedSessionsResponse> {
    const userId = accountOwner(principal);
    return this.systemTx.run(async (tx) => {
      const ended = await this.endings.endAll(tx, userId, { keep: principal.sessionId, reason: 'revoked' });
      const change = { action: 'account.other_sessions_ended', kind: 'session_revoked' as const, after: { ended } };
      if (ended > 0) await this.news.record(tx, { userId, ...change });
      return { ended };
    });
  }
}

function toLiveSession(row: LiveSessionRow, currentId: string | null): LiveSessionResponse {
  return {
    id: row.id,
    client: clientInWords(row.user_agent) ?? 'Unknown program',
    ip: row.ip,
    createdAt: row.created_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    current: row.id === currentId,
  };
}
