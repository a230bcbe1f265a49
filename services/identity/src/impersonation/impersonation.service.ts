import { Injectable } from '@nestjs/common';
import { newId } from '@throughline/kernel';
import {
  currentContext,
  OrgTx,
  type Page,
  type PageQuery,
  type Principal,
  SystemTx,
  toPage,
  type Tx,
} from '@throughline/platform';
import { Authority } from '../accounts/authority.js';
import { AccountEvents } from '../security-log/account-events.js';
import { ImpersonationFacts } from './impersonation-facts.js';
import { IMPERSONATION_SECONDS, ImpersonationTokens } from './impersonation-tokens.js';
import type {
  ImpersonationResponse,
  StartedImpersonationResponse,
  StartImpersonationRequest,
} from './impersonation.dto.js';
import { refuse } from './impersonation.errors.js';
import { ImpersonationRepository, type ImpersonationRow } from './impersonation.repository.js';
import { toImpersonation } from './to-impersonation.js';
import { idBefore } from '../text/id-before.js';

type Started = { row: ImpersonationRow; slug: string } | 'unknown' | 'blocked';

/** Acting as a member of one organization for at most 15 minutes, with the platform admin's name on everything. */
@Injectable()
export class ImpersonationService {
  constructor(
    private readonly systemTx: SystemTx,
    private readonly orgTx: OrgTx,
    private readonly impersonations: ImpersonationRepository,
    private readonly tokens: ImpersonationTokens,
    private readonly facts: ImpersonationFacts,
    private readonly authority: Authority,
    private readonly events: AccountEvents,
  ) {}

  /** Ends the actor's open one first. The attempt to be another platform admin is refused, and written down. */
  async start(actor: Principal, request: StartImpersonationRequest): Promise<StartedImpersonationResponse> {
    await this.endOpen(actor.id);
    // Refused after the commit: what is written down of a blocked attempt has to last.
    const started = await this.orgTx.run(request.orgId, (tx) => this.begin(tx, actor, request));
    if (started === 'unknown') throw refuse('member_unknown');
    if (started === 'blocked') throw refuse('impersonation_denied');
    const { row, slug } = started;
    const { id, user_id: userId, actor_id: actorId, started_at: startedAt, expires_at: expiresAt } = row;
    const accessToken = await this.tokens.issue({ id, userId, actorId, startedAt, expiresAt });
    return { accessToken, orgSlug: slug, impersonation: toImpersonation(row) };
  }

  /** Ends it at once, everywhere. By its actor, behind the impersonation or from the console. */
  async stop(actorId: string, id: string | null): Promise<void> {
    const row = id === null ? undefined : await this.systemTx.run((tx) => this.impersonations.running(tx, id));
    if (!row || row.actor_id !== actorId) throw refuse('impersonation_unknown');
    await this.orgTx.run(row.org_id, (tx) => this.end(tx, row, 'stopped'));
  }

  /** The one that the request is made behind. */
  async current(principal: Principal): Promise<ImpersonationResponse> {
    const id = principal.impersonator?.sessionId ?? null;
    const row = id === null ? undefined : await this.systemTx.run((tx) => this.impersonations.running(tx, id));
    if (!row) throw refuse('impersonation_unknown');
    return toImpersonation(row);
  }

  /** Past and running ones of the organization, newest first. */
  list(orgId: string, query: PageQuery): Promise<Page<ImpersonationResponse>> {
    const before = idBefore(query.cursor);
    return this.orgTx.run(orgId, async (tx) => {
      const rows = await this.impersonations.list(tx, query.limit + 1, before);
      return toPage(rows, query.limit, (row) => [row.id], toImpersonation);
    });
  }

  private async begin(tx: Tx, actor: Principal, request: StartImpersonationRequest): Promise<Started> {
    const { userId, reason } = request;
    const target = await this.impersonations.target(tx, userId);
    if (!target || target.isDisabled) return 'unknown';
    const user = { id: userId, name: target.name };
    if (target.isPlatformAdmin) {
      await this.facts.record(tx, 'blocked', { id: userId, user, reason });
      return 'blocked';
    }
    const row = await this.impersonations.insert(tx, {
      id: newId(),
      actor: { id: actor.id, name: actor.name },
      user,
      reason,
      seconds: IMPERSONATION_SECONDS,
      ip: currentContext()?.ip ?? null,
      userAgent: currentContext()?.userAgent ?? null,
    });
    await this.facts.record(tx, 'started', { id: row.id, user, reason });
    const details = { impersonationId: row.id, byName: actor.name, organization: target.slug, reason };
    await this.events.record(tx, { userId, kind: 'impersonated', details });
    return { row, slug: target.slug };
  }

  private async endOpen(actorId: string): Promise<void> {
    const open = await this.systemTx.run((tx) => this.impersonations.openOf(tx, actorId));
    if (open) await this.orgTx.run(open.org_id, (tx) => this.end(tx, open, 'replaced'));
  }

  private async end(tx: Tx, row: ImpersonationRow, reason: 'stopped' | 'replaced'): Promise<void> {
    if (!(await this.impersonations.end(tx, row.id, reason))) return;
    await this.authority.changed(tx, row.user_id);
    const user = { id: row.user_id, name: row.user_name };
    await this.facts.record(tx, 'ended', { id: row.id, user, reason });
  }
}
