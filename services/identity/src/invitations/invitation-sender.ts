import { Inject, Injectable } from '@nestjs/common';
import { newId } from '@throughline/kernel';
import { Audit, PLATFORM_CONFIG, type PlatformConfig, type Tx } from '@throughline/platform';
import type { Acting } from '../members/acting-members.js';
import type { OrganizationRow } from '../organizations/organizations.repository.js';
import type { HeldRole } from '../roles/held-role.js';
import { INVITATION_MAIL, type InvitationMail } from './invitation-mail.js';
import { hashInvitationToken, newInvitationToken } from './invitation-token.js';
import type { InvitationCreatedResponse } from './invitations.dto.js';
import { type InvitationRow, InvitationsRepository } from './invitations.repository.js';

/** Who invites to what. */
export interface Inviting {
  actor: Acting;
  organization: OrganizationRow;
  role: HeldRole;
}

/** Makes invitations and puts their letters into the post. */
@Injectable()
export class InvitationSender {
  constructor(
    private readonly invitations: InvitationsRepository,
    private readonly audit: Audit,
    @Inject(INVITATION_MAIL) private readonly mail: InvitationMail,
    @Inject(PLATFORM_CONFIG) private readonly config: PlatformConfig,
  ) {}

  /** Invites the addresses, each in place of any invitation that is open for it; in their order. */
  async invite(tx: Tx, { actor, organization, role }: Inviting, emails: readonly string[]) {
    if (emails.length === 0) return [];
    const drafts = emails.map((email) => ({ id: newId(), email, token: newInvitationToken() }));
    const rows = await this.invitations.insert(
      tx,
      drafts.map(({ id, email, token }) => {
        return { id, email, role, tokenHash: hashInvitationToken(token), invitedBy: actor.userId };
      }),
    );
    for (const row of rows) {
      await this.audit.record(tx, { ...factOf(row), action: 'invitation.created', after: { role: row.held.key } });
    }
    const tokens = new Map(drafts.map(({ id, token }) => [id, token]));
    return this.post(tx, organization, { rows, tokens, inviterName: actor.principal.name });
  }

  /** A letter with a new token; the one before is void. */
  async renew(tx: Tx, { actor, organization }: Omit<Inviting, 'role'>, row: InvitationRow) {
    const token = newInvitationToken();
    if (!(await this.invitations.renew(tx, row.id, hashInvitationToken(token)))) return undefined;
    const renewed = (await this.invitations.find(tx, row.id)) ?? row;
    await this.audit.record(tx, { ...factOf(row), action: 'invitation.resent' });
    const sent = { rows: [renewed], tokens: new Map([[row.id, token]]), inviterName: actor.principal.name };
    return (await this.post(tx, organization, sent))[0];
  }

  private async post(
    tx: Tx,
    organization: OrganizationRow,
    { rows, tokens, inviterName }: { rows: InvitationRow[]; tokens: Map<string, string>; inviterName: string },
  ): Promise<InvitationCreatedResponse[]> {
    const sent = rows.map((row) => {
      const token = tokens.get(row.id) ?? '';
      return { row, token, acceptUrl: this.acceptUrl(token) };
    });
    const isMailed = await this.mail.post(
      tx,
      sent.map(({ row, acceptUrl }) => ({
        ...{ invitationId: row.id, email: row.email, expiresAt: row.expires_at, acceptUrl, inviterName },
        organizationName: organization.name,
        roleName: row.held.name,
      })),
    );
    return sent.map(({ row, token, acceptUrl }) => {
      const { id, email, held, expires_at } = row;
      return { id, email, role: held.key, expiresAt: expires_at.toISOString(), token, acceptUrl, isMailed };
    });
  }

  private acceptUrl(token: string): string {
    const url = new URL('/invitations/accept', this.config.PUBLIC_URL);
    url.searchParams.set('token', token);
    return url.href;
  }
}

/** The audit fact's resource. */
export function factOf(row: InvitationRow) {
  return { resourceKind: 'invitation', resourceId: row.id, resourceName: row.email };
}
