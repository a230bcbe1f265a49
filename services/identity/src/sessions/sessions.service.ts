import { Injectable } from '@nestjs/common';
import { newId } from '@throughline/kernel';
import { currentContext, fp, SystemTx, type Tx } from '@throughline/platform';
import { refuse as refuseAccount } from '../accounts/accounts.errors.js';
import type { AccountEventKind } from '../security-log/account-event-kinds.js';
import { AccountEvents } from '../security-log/account-events.js';
import { decideRefresh } from './refresh-decision.js';
import { RefreshTokens } from './refresh-tokens.js';
import { SessionEndings } from './session-endings.js';
import { refuse } from './sessions.errors.js';
import { type EndReason, type SessionOrigin, SessionsRepository, type StoredToken } from './sessions.repository.js';

export interface OpenSession {
  userId: string;
  sessionId: string;
  refreshToken: string;
  /** As the database says. */
  refreshSecondsLeft: number;
}

/** Sessions: a family of refresh tokens, of which each is replaced by the next at its first use. */
@Injectable()
export class SessionsService {
  constructor(
    private readonly systemTx: SystemTx,
    private readonly sessions: SessionsRepository,
    private readonly tokens: RefreshTokens,
    private readonly endings: SessionEndings,
    private readonly events: AccountEvents,
  ) {}

  /** A new session of the person. Refuses a disabled account. */
  open(userId: string): Promise<OpenSession> {
    return this.systemTx.run(async (tx) => {
      const sessionId = newId();
      if (!(await this.sessions.open(tx, { id: sessionId, userId }, origin()))) throw refuseAccount('account_disabled');
      return this.add(tx, { userId, sessionId, parentId: null, text: this.tokens.first() });
    });
  }

  /** The session goes on with the token's successor. A copy of an old token ends the session for everybody. */
  async refresh(text: string | undefined): Promise<OpenSession> {
    const hash = text === undefined ? undefined : this.tokens.hash(text);
    if (text === undefined || !hash) throw refuse('session_ended');
    // Refused after the commit: the end of the session has to last.
    const session = await this.systemTx.run((tx) => this.advance(tx, text, hash));
    if (!session) throw refuse('session_ended');
    return session;
  }

  /** Ends the session of the token, if there is one; nothing to complain about if not. */
  async close(text: string | undefined): Promise<void> {
    const hash = text === undefined ? undefined : this.tokens.hash(text);
    if (!hash) return;
    await this.systemTx.run(async (tx) => {
      const stored = await this.sessions.lock(tx, hash);
      if (stored) await this.end(tx, stored, { reason: 'logout', kind: 'logged_out' });
    });
  }

  private async advance(tx: Tx, text: string, hash: Buffer): Promise<OpenSession | undefined> {
    const stored = await this.sessions.lock(tx, hash);
    if (!stored) return undefined;
    switch (decideRefresh(stored, stored.now)) {
      case 'rotate':
        return this.rotate(tx, stored, text);
      case 'repeat':
        return this.repeat(stored, text);
      case 'revoke':
        await this.end(tx, stored, { reason: 'reuse', kind: 'session_reused' });
        return undefined;
      case 'refuse':
        return undefined;
    }
  }

  private async end(
    tx: Tx,
    { userId, sessionId }: StoredToken,
    { reason, kind }: { reason: EndReason; kind: AccountEventKind },
  ): Promise<void> {
    if (!(await this.endings.end(tx, { userId, sessionId }, reason))) return;
    await this.events.record(tx, { userId, kind, details: { sessionId } });
  }

  private async rotate(tx: Tx, stored: StoredToken, text: string): Promise<OpenSession | undefined> {
    const seed = this.tokens.newSeed();
    if (!(await this.sessions.markUsed(tx, stored.id, seed))) return undefined;
    fp('identity.refresh.after_mark');
    const { userId, sessionId, id: parentId } = stored;
    await this.sessions.touch(tx, sessionId, origin());
    return this.add(tx, { userId, sessionId, parentId, text: this.tokens.successor(text, seed) });
  }

  private repeat(stored: StoredToken, text: string): OpenSession | undefined {
    if (!stored.seed || !stored.successorExpiresAt) return undefined;
    const { userId, sessionId, successorExpiresAt, now } = stored;
    const refreshSecondsLeft = (successorExpiresAt.getTime() - now.getTime()) / 1_000;
    return { userId, sessionId, refreshToken: this.tokens.successor(text, stored.seed), refreshSecondsLeft };
  }

  private async add(tx: Tx, token: { userId: string; sessionId: string; parentId: string | null; text: string }) {
    const { userId, sessionId, parentId, text } = token;
    const hash = this.tokens.hash(text);
    if (!hash) throw new Error('a token of ours has our shape');
    const refreshSecondsLeft = await this.sessions.addToken(tx, { id: newId(), sessionId, parentId, hash });
    return { userId, sessionId, refreshToken: text, refreshSecondsLeft };
  }
}

function origin(): SessionOrigin {
  const context = currentContext();
  return { ip: context?.ip ?? null, userAgent: context?.userAgent ?? null };
}
