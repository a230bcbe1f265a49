import { Injectable } from '@nestjs/common';
import { SecretBox, type Tx } from '@throughline/platform';
import { randomBytes } from 'node:crypto';

interface SealedRow {
  hook_secret: string;
  previous_hook_secret: string | null;
}

/** The secrets that a repository's webhooks are signed with, sealed at rest. */
@Injectable()
export class HookSecrets {
  constructor(private readonly box: SecretBox) {}

  /** A new secret of 32 random bytes, as text and as it is stored. */
  async generate(orgId: string, repositoryId: string): Promise<{ secret: string; sealed: string }> {
    const secret = randomBytes(32).toString('hex');
    return { secret, sealed: await this.box.seal(ownerOf(orgId, repositoryId), secret) };
  }

  /** Every secret that is valid now: the current one, and the one before while it is being rolled. */
  async validOnes(tx: Tx, orgId: string, repositoryId: string): Promise<string[]> {
    const rows = await tx.query<SealedRow>(
      `SELECT hook_secret, CASE WHEN previous_valid_until > clock_timestamp() THEN previous_hook_secret END AS previous_hook_secret
       FROM repository WHERE id = $1 AND deleted_at IS NULL`,
      [repositoryId],
    );
    const sealed = rows.flatMap((row) => [
      row.hook_secret,
      ...(row.previous_hook_secret ? [row.previous_hook_secret] : []),
    ]);
    return Promise.all(sealed.map((text) => this.box.open(ownerOf(orgId, repositoryId), text)));
  }
}

const ownerOf = (orgId: string, repositoryId: string): string => `${orgId}/repository/${repositoryId}/hook_secret`;
