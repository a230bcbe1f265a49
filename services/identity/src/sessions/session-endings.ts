import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import { Authority } from '../accounts/authority.js';
import { type EndReason, SessionsRepository } from './sessions.repository.js';

/** The end of sessions, with the end of what is cached of them; for a SystemTx. */
@Injectable()
export class SessionEndings {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly authority: Authority,
  ) {}

  /** False when it was over already, or is not the person's. */
  async end(tx: Tx, session: { userId: string; sessionId: string }, reason: EndReason): Promise<boolean> {
    if (!(await this.sessions.revoke(tx, session, reason))) return false;
    await this.authority.changedEverywhere(tx, session.userId);
    return true;
  }

  /** Ends every session of the person but the one to keep. Returns how many. */
  async endAll(tx: Tx, userId: string, ending: { keep: string | null; reason: EndReason }): Promise<number> {
    const ended = await this.sessions.revokeAll(tx, userId, ending);
    if (ended > 0) await this.authority.changedEverywhere(tx, userId);
    return ended;
  }
}
