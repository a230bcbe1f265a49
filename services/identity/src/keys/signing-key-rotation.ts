import { Injectable } from '@nestjs/common';
import { defineErrors } from '@throughline/kernel';
import { DatabaseClock, SystemTx } from '@throughline/platform';
import { PlatformAudit } from '../platform-audit/platform-audit.js';
import { SigningKeyMaker } from './signing-key-maker.js';
import { isRotating, rotationTimes } from './signing-key-schedule.js';
import { SigningKeysRepository } from './signing-keys.repository.js';

const refuse = defineErrors({
  rotation_under_way: {
    category: 'conflict',
    message: 'The newest signing key waits to be known everywhere. Rotate again once it signs, within 15 minutes.',
  },
});

export interface Rotation {
  kid: string;
  signsAt: Date;
  /** When no token of the key before can be valid any more, and that key is published no longer. */
  predecessorRetiresAt: Date;
}

/** Puts a new signing key in the place of the present one, without a token that is refused meanwhile. */
@Injectable()
export class SigningKeyRotation {
  constructor(
    private readonly systemTx: SystemTx,
    private readonly clock: DatabaseClock,
    private readonly repository: SigningKeysRepository,
    private readonly maker: SigningKeyMaker,
    private readonly audit: PlatformAudit,
  ) {}

  /** Publishes the key and sets the times of all that follows, by the clock that every replica goes by. */
  async rotate(actor: { userId: string | null; name: string }): Promise<Rotation> {
    const draft = await this.maker.draft();
    const now = (await this.clock.read()).getTime();
    return this.systemTx.run(async (tx) => {
      const newest = await this.repository.lockNewest(tx);
      if (!newest || isRotating({ signsAt: newest.signs_at, retiredAt: null }, now)) throw refuse('rotation_under_way');
      const times = rotationTimes(now);
      await this.repository.dropRetired(tx, new Date(now));
      await this.repository.retire(tx, newest.kid, times.predecessorRetiresAt);
      await this.repository.insert(tx, draft, times.signsAt);
      const details = { predecessor: newest.kid, signsAt: times.signsAt.toISOString() };
      const subject = { subjectKind: 'signing_key', subjectId: draft.kid, details };
      await this.audit.record(tx, { action: 'signing_key.rotated', ...subject, actor });
      return { kid: draft.kid, ...times };
    });
  }
}
