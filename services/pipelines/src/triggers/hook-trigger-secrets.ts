import { Injectable } from '@nestjs/common';
import { SecretBox } from '@throughline/platform';
import { randomBytes } from 'node:crypto';

/** The secrets that calls are signed with, sealed at rest. */
@Injectable()
export class HookTriggerSecrets {
  constructor(private readonly box: SecretBox) {}

  /** A new secret of 32 random bytes, as text and as it is stored. */
  async generate(orgId: string, id: string): Promise<{ secret: string; sealed: string }> {
    const secret = randomBytes(32).toString('hex');
    return { secret, sealed: await this.box.seal(ownerOf(orgId, id), secret) };
  }

  open(orgId: string, id: string, sealed: readonly string[]): Promise<string[]> {
    return Promise.all(sealed.map((text) => this.box.open(ownerOf(orgId, id), text)));
  }
}

const ownerOf = (orgId: string, id: string): string => `${orgId}/hook_trigger/${id}/secret`;
