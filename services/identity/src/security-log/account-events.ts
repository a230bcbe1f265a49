import { Injectable } from '@nestjs/common';
import { newId } from '@throughline/kernel';
import { currentContext, type RequestContext, type Tx } from '@throughline/platform';
import type { AccountEventKind } from './account-event-kinds.js';

export interface AccountEvent {
  userId: string;
  kind: AccountEventKind;
  /** Ids and names; never a secret. */
  details?: Record<string, unknown>;
}

/**
 * Writes what happened to an account into the person's security log, in the transaction of the change: the audit
 * fact of what belongs to no organization. Address and program are those of the request at hand, if the person made it:
 * from where a platform admin acted is none of theirs.
 */
@Injectable()
export class AccountEvents {
  /** The id of the event. Rejects when it cannot be written: then the change does not happen either. */
  async record(tx: Tx, { userId, kind, details }: AccountEvent): Promise<string> {
    const context = isOf(userId, currentContext()) ? currentContext() : undefined;
    const id = newId();
    await tx.query(
      'INSERT INTO account_event (id, user_id, kind, details, ip, user_agent) VALUES ($1, $2, $3, $4, $5, $6)',
      [id, userId, kind, details ? JSON.stringify(details) : null, context?.ip ?? null, context?.userAgent ?? null],
    );
    return id;
  }

  /**
   * Notes an attempt to sign in, as failed until `succeeded` says otherwise; the same statements for an address that
   * nobody has, so that it takes as long.
   */
  attempted(tx: Tx, userId: string | null): Promise<string> {
    return this.ofWhoeverThatIs(tx, userId, 'login_failed');
  }

  /** Somebody has asked for a link to set another password; the same statement for an address that nobody has. */
  async resetRequested(tx: Tx, userId: string | null): Promise<void> {
    await this.ofWhoeverThatIs(tx, userId, 'password_reset_requested');
  }

  /** The password of the attempt was right: it was a log-in, or somebody who was in proved once more who they are. */
  async succeeded(tx: Tx, attemptId: string, kind: 'logged_in' | 'reauthenticated'): Promise<void> {
    await tx.query(`UPDATE account_event SET kind = $2 WHERE id = $1 AND kind = 'login_failed'`, [attemptId, kind]);
  }

  private async ofWhoeverThatIs(tx: Tx, userId: string | null, kind: AccountEventKind): Promise<string> {
    const context = currentContext();
    const id = newId();
    await tx.query(
      `INSERT INTO account_event (id, user_id, kind, ip, user_agent)
       SELECT $1, u.id, $3, $4, $5 FROM user_account u WHERE u.id = $2`,
      [id, userId, kind, context?.ip ?? null, context?.userAgent ?? null],
    );
    return id;
  }
}

/** Whether the request is the person's own; one that nobody is signed in for came by a link of theirs. */
function isOf(userId: string, context: RequestContext | undefined): boolean {
  const actor = context?.actor;
  return !actor || (actor.userId === userId && !actor.impersonator);
}
