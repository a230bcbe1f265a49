import { Injectable } from '@nestjs/common';
import { OrgTx, SecretBox } from '@throughline/platform';
import { secretsOf } from './config.repository.js';
import { secretOwner } from './config.service.js';

export interface OpenConfig {
  variables: Record<string, string>;
  /** In plain text: for the process that needs them, never for a row, a log or an answer. */
  secrets: Record<string, string>;
}

/** Opens a pinned version of a configuration for the app that is about to start. */
@Injectable()
export class ConfigReader {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly secretBox: SecretBox,
  ) {}

  async open(orgId: string, configVersionId: string | null): Promise<OpenConfig> {
    if (configVersionId === null) return { variables: {}, secrets: {} };
    const stored = await this.orgTx.run(orgId, async (tx) => {
      const rows = await tx.query<{ variables: Record<string, string> }>(
        'SELECT variables FROM config_version WHERE id = $1',
        [configVersionId],
      );
      return { variables: rows[0]?.variables ?? {}, secrets: await secretsOf(tx, configVersionId) };
    });
    const secrets = await Promise.all(
      stored.secrets.map(async ({ id, name, sealed }) => {
        return [name, await this.secretBox.open(secretOwner(orgId, id, name), sealed)] as const;
      }),
    );
    return { variables: stored.variables, secrets: Object.fromEntries(secrets) };
  }
}
