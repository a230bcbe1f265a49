import { Injectable } from '@nestjs/common';
import { type Actor, deploymentsConfigChangedV1 } from '@throughline/contracts';
import { defineErrors, newId } from '@throughline/kernel';
import {
  actorOf,
  Audit,
  LiveHub,
  OrgTx,
  Outbox,
  type Principal,
  requireIn,
  SecretBox,
  type Tx,
} from '@throughline/platform';
import { requireEnvironment } from '../environments/environments.repository.js';
import { requireService } from '../services/services.repository.js';
import type { ConfigResponse, PutConfigRequest } from './config.dto.js';
import { type ConfigSnapshot, diffConfig } from './config-diff.js';
import {
  configSnapshot,
  insertConfig,
  insertSecret,
  latestConfig,
  secretsOf,
  type SecretRow,
  type Slot,
} from './config.repository.js';

const refuse = defineErrors({
  name_twice: { category: 'unprocessable', message: 'A name can be a variable or a secret, not both.' },
});

interface ConfigChange {
  request: PutConfigRequest;
  principal: Principal;
}

type Sealed = Pick<SecretRow, 'id' | 'name' | 'sealed'>;

@Injectable()
export class ConfigService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    private readonly live: LiveHub,
    private readonly secretBox: SecretBox,
  ) {}

  get(orgId: string, slot: Slot): Promise<ConfigResponse> {
    return this.orgTx.run(orgId, async (tx) => {
      await requireService(tx, slot.serviceId);
      await requireEnvironment(tx, slot.environmentId);
      return responseOf(tx, slot);
    });
  }

  async put(orgId: string, slot: Slot, change: ConfigChange): Promise<ConfigResponse> {
    const sealed = await this.seal(orgId, change.request.secrets ?? {});
    return this.orgTx.run(orgId, async (tx) => {
      // The service's row is the lock of its configurations: versions are numbered without gaps.
      await requireService(tx, slot.serviceId, 'FOR UPDATE');
      const environment = await requireEnvironment(tx, slot.environmentId);
      requireIn(change.principal, 'config.manage', environment.id, environment.name);
      const latest = await latestConfig(tx, slot);
      const before = await configSnapshot(tx, latest?.id ?? null);
      const after = applied(before, change.request, sealed);
      const changes = diffConfig(before, after);
      if (changes.length === 0) return responseOf(tx, slot);
      for (const secret of sealed) await insertSecret(tx, slot, secret);
      const { version } = await insertConfig(tx, slot, (latest?.version ?? 0) + 1, after);
      const changedNames = changes.map(({ name }) => name);
      const secretNames = changedNames.filter((name) => Object.hasOwn({ ...before.secrets, ...after.secrets }, name));
      await this.announce(tx, slot, { version, changedNames, secretNames, changedBy: actorOf(change.principal) });
      return responseOf(tx, slot);
    });
  }

  private async seal(orgId: string, secrets: Record<string, string>): Promise<Sealed[]> {
    return Promise.all(
      Object.entries(secrets).map(async ([name, text]) => {
        const id = newId();
        return { id, name, sealed: await this.secretBox.seal(secretOwner(orgId, id, name), text) };
      }),
    );
  }

  private async announce(
    tx: Tx,
    slot: Slot,
    change: { version: number; changedNames: string[]; secretNames: string[]; changedBy: Actor },
  ): Promise<void> {
    const id = `${slot.serviceId}.${slot.environmentId}`;
    const { version, changedNames } = change;
    await this.audit.record(tx, {
      action: 'config.changed',
      resourceKind: 'config',
      resourceId: id,
      after: { version, changedNames },
    });
    await this.outbox.append(tx, deploymentsConfigChangedV1, { kind: 'config', id }, { ...slot, ...change });
    this.live.changed(tx, 'config', slot.serviceId);
  }
}

/** What a sealed secret belongs to; part of its authenticated header. */
export function secretOwner(orgId: string, id: string, name: string): string {
  return `${orgId}/config_secret/${id}/${name}`;
}

function applied(before: ConfigSnapshot, request: PutConfigRequest, sealed: readonly Sealed[]): ConfigSnapshot {
  const removed = new Set(request.removeSecrets ?? []);
  const kept = Object.entries(before.secrets).filter(([name]) => !removed.has(name));
  const secrets = Object.fromEntries([...kept, ...sealed.map(({ name, id }) => [name, id] as const)]);
  const twice = Object.keys(request.variables).find((name) => Object.hasOwn(secrets, name));
  if (twice !== undefined)
    throw refuse('name_twice', `${twice} is a secret here; remove the secret to make it a variable.`);
  return { variables: request.variables, secrets };
}

async function responseOf(tx: Tx, slot: Slot): Promise<ConfigResponse> {
  const latest = await latestConfig(tx, slot);
  const secrets = latest ? await secretsOf(tx, latest.id) : [];
  return {
    ...slot,
    version: latest?.version ?? 0,
    variables: latest?.variables ?? {},
    secrets: secrets.map((secret) => ({ name: secret.name, setAt: secret.set_at.toISOString() })),
    updatedAt: latest?.created_at.toISOString() ?? null,
  };
}
