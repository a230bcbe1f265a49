import { Injectable } from '@nestjs/common';
import { type Principal, SystemTx, type Tx } from '@throughline/platform';
import { PlatformAudit } from '../platform-audit/platform-audit.js';
import type { AdminSessionResponse, ChallengeResponse, CompleteAdminSessionRequest } from './admin-sessions.dto.js';
import { refuse } from './admin-sessions.errors.js';
import { ChallengesRepository } from './challenges.repository.js';
import { OwnPassword } from './own-password.js';
import { type PasskeyRow, PasskeysRepository } from './passkeys.repository.js';
import { RelyingParty } from './relying-party.js';
import { StepUpsRepository } from './step-ups.repository.js';

/** The console's own log-in: an ordinary session, then password and passkey. Holds for ten minutes. */
@Injectable()
export class AdminSessionsService {
  constructor(
    private readonly systemTx: SystemTx,
    private readonly passkeys: PasskeysRepository,
    private readonly challenges: ChallengesRepository,
    private readonly stepUps: StepUpsRepository,
    private readonly party: RelyingParty,
    private readonly password: OwnPassword,
    private readonly audit: PlatformAudit,
  ) {}

  get(principal: Principal): Promise<AdminSessionResponse> {
    return this.systemTx.run((tx) => this.stateOf(tx, principal));
  }

  /** The challenge that a passkey has to answer. Refuses a wrong password, and a person who has no passkey yet. */
  async begin(principal: Principal, password: string): Promise<ChallengeResponse> {
    await this.password.prove(principal.id, password);
    const passkeys = await this.systemTx.run((tx) => this.passkeys.ofPerson(tx, principal.id));
    if (passkeys.length === 0) throw refuse('passkey_missing');
    const options = await this.party.authentication(passkeys);
    const challengeId = await this.systemTx.run((tx) =>
      this.challenges.keep(tx, principal.id, 'step_up', options.challenge),
    );
    return { challengeId, options: { ...options } };
  }

  /** Steps the session up. The challenge is used up even by an answer that is refused. */
  async complete(principal: Principal, request: CompleteAdminSessionRequest): Promise<AdminSessionResponse> {
    const sessionId = sessionOf(principal);
    const challenge = await this.systemTx.run((tx) =>
      this.challenges.take(tx, request.challengeId, principal.id, 'step_up'),
    );
    if (challenge === undefined) throw refuse('challenge_gone');
    const passkey = await this.presented(principal.id, request.response);
    const counter = passkey && (await this.party.verifyAuthentication(request.response, challenge, passkey));
    if (counter === undefined) {
      await this.systemTx.run((tx) => this.record(tx, principal, 'admin_session.refused'));
      throw refuse('passkey_refused');
    }
    return this.systemTx.run(async (tx) => {
      if (!(await this.passkeys.use(tx, passkey as PasskeyRow, counter))) throw refuse('passkey_refused');
      await this.stepUps.begin(tx, sessionId, principal.id);
      await this.record(tx, principal, 'admin_session.stepped_up');
      return this.stateOf(tx, principal);
    });
  }

  /** Gives the step-up up before its time. */
  async end(principal: Principal): Promise<void> {
    const sessionId = sessionOf(principal);
    await this.systemTx.run(async (tx) => {
      await this.stepUps.end(tx, sessionId);
      await this.record(tx, principal, 'admin_session.ended');
    });
  }

  private async presented(userId: string, response: Record<string, unknown>): Promise<PasskeyRow | undefined> {
    const passkeys = await this.systemTx.run((tx) => this.passkeys.ofPerson(tx, userId));
    return passkeys.find((one) => one.credential_id === response['id']);
  }

  private async stateOf(tx: Tx, principal: Principal): Promise<AdminSessionResponse> {
    const until = principal.sessionId === null ? undefined : await this.stepUps.until(tx, principal.sessionId);
    const passkeys = await this.passkeys.ofPerson(tx, principal.id);
    return { steppedUpUntil: until?.toISOString() ?? null, passkeys: passkeys.length };
  }

  private record(tx: Tx, principal: Principal, action: string): Promise<string> {
    return this.audit.record(tx, { action, subjectKind: 'user', subjectId: principal.id });
  }
}

function sessionOf(principal: Principal): string {
  if (principal.sessionId === null) throw refuse('session_required');
  return principal.sessionId;
}
