import { Injectable } from '@nestjs/common';
import {
  INTERNAL_TOKEN_ISSUER,
  INTERNAL_TOKEN_SECONDS,
  INTERNAL_TOKEN_TYPE,
  internalTokenClaims,
  type InternalTokenClaims,
} from '@throughline/contracts';
import { SignJWT } from 'jose';
import { SigningKeys } from '../keys/signing-keys.js';

/** Signs the tokens that the services believe. */
@Injectable()
export class InternalTokens {
  constructor(private readonly keys: SigningKeys) {}

  /** Valid for one service, for a minute, and no longer than the credential itself. Rejects claims that are not what the contract says. */
  issue(audience: string, claims: InternalTokenClaims, secondsLeft: number): Promise<string> {
    const { kid, privateKey } = this.keys.current();
    const issuedAt = Math.floor(Date.now() / 1_000);
    return new SignJWT({ ...internalTokenClaims.parse(claims) })
      .setProtectedHeader({ alg: 'EdDSA', typ: INTERNAL_TOKEN_TYPE, kid })
      .setIssuer(INTERNAL_TOKEN_ISSUER)
      .setAudience(audience)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + Math.min(INTERNAL_TOKEN_SECONDS, Math.max(1, Math.floor(secondsLeft))))
      .sign(privateKey);
  }
}
