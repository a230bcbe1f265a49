import { Injectable } from '@nestjs/common';
import { isId } from '@throughline/kernel';
import { LiveHub, OrgTx, SystemTx } from '@throughline/platform';
import { createHash } from 'node:crypto';
import { HookSecrets } from '../repositories/hook-secrets.js';
import { mergeRequestOf, type PullRequest, pullRequestOf } from './pull-request.rules.js';
import { type Push, pushOf } from './push.rules.js';
import { ReceiptsRepository } from './receipts.repository.js';
import { isSigned, isToken } from './signature.js';
import { refuse } from './webhooks.errors.js';

export interface Delivery {
  /** Whose way of saying things it is; Gitea says them as GitHub does. */
  host: 'github' | 'gitlab';
  repositoryId: string;
  /** Of GitHub the signature over the body, of GitLab the secret itself. */
  proof: string | undefined;
  event: string | undefined;
  deliveryId: string | undefined;
  rawBody: Buffer;
  body: unknown;
}

const EVENT = /^[a-z_]{1,64}$/;
const DELIVERY_ID = /^[\w-]{1,100}$/;
/** What an unknown repository is checked against, so that its answer takes as long as that of a wrong signature. */
const NOBODYS_SECRET = ['0'.repeat(64)];

/** Takes webhooks in: proves the sender, notes the delivery once, answers. What follows from it is the worker's. */
@Injectable()
export class WebhooksService {
  constructor(
    private readonly systemTx: SystemTx,
    private readonly orgTx: OrgTx,
    private readonly secrets: HookSecrets,
    private readonly receipts: ReceiptsRepository,
    private readonly live: LiveHub,
  ) {}

  /** Resolves to false for a delivery that was here before. */
  async receive(delivery: Delivery): Promise<boolean> {
    const orgId = await this.proveSender(delivery);
    const { repositoryId, rawBody, event = '', deliveryId = '' } = delivery;
    if (!EVENT.test(event) || !DELIVERY_ID.test(deliveryId)) throw refuse('delivery_headers');
    const bodySha256 = createHash('sha256').update(rawBody).digest('hex');
    return this.orgTx.run(orgId, async (tx) => {
      const isNew = await this.receipts.insert(tx, {
        repositoryId,
        deliveryId,
        event,
        bodySha256,
        ...saidBy(delivery),
      });
      if (isNew) this.live.changed(tx, 'repository', repositoryId);
      return isNew;
    });
  }

  /** The organization of the repository, when the body was signed with one of its secrets; else refuses and counts. */
  private async proveSender({ repositoryId, host, proof, rawBody }: Delivery): Promise<string> {
    const isProof = (secrets: readonly string[]): boolean =>
      host === 'gitlab' ? isToken(proof, secrets) : isSigned(proof, rawBody, secrets);
    const orgId = await this.orgOf(repositoryId);
    if (orgId === undefined) {
      isProof(NOBODYS_SECRET);
      throw refuse('signature_invalid');
    }
    const secrets = await this.orgTx.run(orgId, (tx) => this.secrets.validOnes(tx, orgId, repositoryId));
    if (isProof(secrets)) return orgId;
    await this.countRefusal(repositoryId);
    throw refuse('signature_invalid');
  }

  private async orgOf(repositoryId: string): Promise<string | undefined> {
    if (!isId(repositoryId)) return undefined;
    const rows = await this.systemTx.run((tx) =>
      tx.query<{ org_id: string }>('SELECT org_id FROM hook_address WHERE repository_id = $1', [repositoryId]),
    );
    return rows[0]?.org_id;
  }

  private async countRefusal(repositoryId: string): Promise<void> {
    await this.systemTx.run((tx) =>
      tx.query('UPDATE hook_address SET refused_receipts = refused_receipts + 1 WHERE repository_id = $1', [
        repositoryId,
      ]),
    );
  }
}

function saidBy({ event, body, host }: Delivery): { push: Push | null; pullRequest: PullRequest | null } {
  const requestOf = host === 'gitlab' ? mergeRequestOf : pullRequestOf;
  return {
    push: event === 'push' ? (pushOf(body) ?? null) : null,
    pullRequest: event === 'pull_request' ? (requestOf(body) ?? null) : null,
  };
}
