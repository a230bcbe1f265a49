import { Inject, Injectable } from '@nestjs/common';
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  type VerifiedRegistrationResponse,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { isId } from '@throughline/kernel';
import { PLATFORM_CONFIG, type PlatformConfig } from '@throughline/platform';
import type { PasskeyRow } from './passkeys.repository.js';

/** How long a browser may ask for, and we accept, an answer. */
export const CHALLENGE_SECONDS = 300;

type Registration = Extract<VerifiedRegistrationResponse, { verified: true }>['registrationInfo'];

/**
 * WebAuthn as this installation speaks it: its name and origin are PUBLIC_URL's, and an authenticator has to have
 * verified its user (a fingerprint, a PIN) each time. What does not verify, for whatever reason, is undefined.
 */
@Injectable()
export class RelyingParty {
  private readonly origin: string;
  private readonly id: string;

  constructor(@Inject(PLATFORM_CONFIG) config: PlatformConfig) {
    const { origin, hostname } = new URL(config.PUBLIC_URL);
    this.origin = origin;
    this.id = hostname;
  }

  registration(
    person: { userId: string; email: string; name: string },
    passkeys: readonly PasskeyRow[],
  ): Promise<PublicKeyCredentialCreationOptionsJSON> {
    return generateRegistrationOptions({
      rpName: 'Throughline',
      rpID: this.id,
      userID: new TextEncoder().encode(person.userId),
      userName: person.email,
      userDisplayName: person.name,
      timeout: CHALLENGE_SECONDS * 1_000,
      excludeCredentials: passkeys.map(asCredential),
      authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
    });
  }

  authentication(passkeys: readonly PasskeyRow[]): Promise<PublicKeyCredentialRequestOptionsJSON> {
    return generateAuthenticationOptions({
      rpID: this.id,
      timeout: CHALLENGE_SECONDS * 1_000,
      allowCredentials: passkeys.map(asCredential),
      userVerification: 'required',
    });
  }

  async verifyRegistration(response: object, challenge: string): Promise<Registration | undefined> {
    const verified = await verifyRegistrationResponse({
      response: response as RegistrationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: this.origin,
      expectedRPID: this.id,
      requireUserVerification: true,
    }).catch(() => undefined); // malformed, or of another origin, type, challenge or relying party
    return verified?.verified ? verified.registrationInfo : undefined;
  }

  /** The passkey's new counter. A counter that has not grown is refused inside: the passkey was copied. */
  async verifyAuthentication(response: object, challenge: string, passkey: PasskeyRow): Promise<number | undefined> {
    if (!isOfOwner(response, passkey)) return undefined;
    const verified = await verifyAuthenticationResponse({
      response: response as AuthenticationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: this.origin,
      expectedRPID: this.id,
      requireUserVerification: true,
      credential: {
        id: passkey.credential_id,
        publicKey: new Uint8Array(passkey.public_key),
        counter: Number(passkey.counter),
      },
    }).catch(() => undefined);
    return verified?.verified ? verified.authenticationInfo.newCounter : undefined;
  }
}

const asCredential = ({ credential_id, transports }: PasskeyRow) => ({ id: credential_id, transports });

/** An authenticator that says whose passkey it used has to say that it is the person's. */
function isOfOwner(response: object, passkey: PasskeyRow): boolean {
  const handle = (response as { response?: { userHandle?: unknown } }).response?.userHandle;
  if (typeof handle !== 'string' || handle === '') return true;
  const userId = Buffer.from(handle, 'base64url').toString();
  return isId(userId) && userId === passkey.user_id;
}
