import { Injectable } from '@nestjs/common';
import { newId } from '@throughline/kernel';
import { type Principal, SystemTx, type Tx } from '@throughline/platform';
import { PlatformAudit } from '../platform-audit/platform-audit.js';
import type { ChallengeResponse, PasskeyResponse, RegisterPasskeyRequest } from './admin-sessions.dto.js';
import { refuse } from './admin-sessions.errors.js';
import { ChallengesRepository } from './challenges.repository.js';
import { OwnPassword } from './own-password.js';
import { type PasskeyRow, PasskeysRepository } from './passkeys.repository.js';
import { RelyingParty } from './relying-party.js';
import { StepUpsRepository } from './step-ups.repository.js';

/** A platform admin's passkeys. The first is registered by password, each further one and every removal by a step-up. */
@Injectable()
export class PasskeysService {
  constructor(
    private readonly systemTx: SystemTx,
    private readonly passkeys: PasskeysRepository,
    private readonly challenges: ChallengesRepository,
    private readonly stepUps: StepUpsRepository,
    private readonly party: RelyingParty,
    private readonly password: OwnPassword,
    private readonly audit: PlatformAudit,
  ) {}

  list(principal: Principal): Promise<PasskeyResponse[]> {
    return this.systemTx.run(async (tx) => (await this.passkeys.ofPerson(tx, principal.id)).map(toPasskey));
  }

  async begin(principal: Principal, password: string | undefined): Promise<ChallengeResponse> {
    const { passkeys, hasSteppedUp } = await this.systemTx.run(async (tx) => ({
      passkeys: await this.passkeys.ofPerson(tx, principal.id),
      hasSteppedUp: await this.hasSteppedUp(tx, principal),
    }));
    const isFirst = passkeys.length === 0;
    const email = await this.admit(principal, { isFirst, hasSteppedUp, password });
    const options = await this.party.registration({ userId: principal.id, email, name: principal.name }, passkeys);
    const challengeId = await this.systemTx.run((tx) =>
      this.challenges.keep(tx, principal.id, 'registration', options.challenge),
    );
    return { challengeId, options: { ...options } };
  }

  /** Keeps the passkey. A challenge that was got for the first one registers no second. */
  async register(principal: Principal, request: RegisterPasskeyRequest): Promise<PasskeyResponse> {
    const challenge = await this.systemTx.run((tx) =>
      this.challenges.take(tx, request.challengeId, principal.id, 'registration'),
    );
    if (challenge === undefined) throw refuse('challenge_gone');
    const verified = await this.party.verifyRegistration(request.response, challenge);
    if (!verified) throw refuse('passkey_refused');
    const { credential, credentialBackedUp: is_backed_up } = verified;
    const passkey = {
      ...{ id: newId(), user_id: principal.id, credential_id: credential.id, name: request.name, is_backed_up },
      public_key: Buffer.from(credential.publicKey),
      counter: credential.counter,
      transports: (credential.transports ?? []).slice(0, 8),
    };
    return this.systemTx.run(async (tx) => {
      const known = await this.passkeys.lockOfPerson(tx, principal.id);
      if (known.length > 0 && !(await this.hasSteppedUp(tx, principal))) throw refuse('step_up_required');
      const row = await this.passkeys.insert(tx, passkey);
      if (!row) throw refuse('passkey_taken');
      await this.record(tx, 'passkey.registered', row);
      return toPasskey(row);
    });
  }

  /** Removes it; the last one stays. */
  remove(principal: Principal, id: string): Promise<void> {
    return this.systemTx.run(async (tx) => {
      const passkeys = await this.passkeys.lockOfPerson(tx, principal.id);
      const passkey = passkeys.find((one) => one.id === id);
      if (!passkey) throw refuse('passkey_unknown');
      if (passkeys.length === 1) throw refuse('passkey_last');
      await this.passkeys.delete(tx, id);
      await this.record(tx, 'passkey.removed', passkey);
    });
  }

  /** The person's address, once they have shown enough. */
  private async admit(
    principal: Principal,
    { isFirst, hasSteppedUp, password }: { isFirst: boolean; hasSteppedUp: boolean; password: string | undefined },
  ): Promise<string> {
    if (isFirst && password !== undefined) return this.password.prove(principal.id, password);
    if (isFirst) throw refuse('password_required', undefined, [{ pointer: '/password', message: 'is needed' }]);
    if (!hasSteppedUp) throw refuse('step_up_required');
    return this.password.emailOf(principal.id);
  }

  private async hasSteppedUp(tx: Tx, { sessionId }: Principal): Promise<boolean> {
    return sessionId !== null && (await this.stepUps.until(tx, sessionId)) !== undefined;
  }

  private record(tx: Tx, action: string, { id, name }: PasskeyRow): Promise<string> {
    return this.audit.record(tx, { action, subjectKind: 'passkey', subjectId: id, details: { name } });
  }
}

function toPasskey(row: PasskeyRow): PasskeyResponse {
  return {
    id: row.id,
    name: row.name,
    isBackedUp: row.is_backed_up,
    createdAt: row.created_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  };
}
