import { Injectable } from '@nestjs/common';
import { INTERNAL_TOKEN_ISSUER, INTERNAL_TOKEN_TYPE } from '@throughline/contracts';
import { isId } from '@throughline/kernel';
import { type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { SigningKeys } from '../keys/signing-keys.js';

export const ACCESS_TOKEN_SECONDS = 600;
/** Only identity reads these, when the gateway exchanges them; no service takes one. */
const AUDIENCE = 'gateway';
/** Clocks of two replicas may differ by so much. */
const CLOCK_TOLERANCE_S = 5;

export interface AccessToken {
  userId: string;
  sessionId: string;
  secondsLeft: number;
}

/** The browser's short-lived access tokens: proof of a session, without any authority of their own. */
@Injectable()
export class AccessTokens {
  constructor(private readonly keys: SigningKeys) {}

  async issue(userId: string, sessionId: string): Promise<{ token: string; expiresAt: Date }> {
    const { kid, privateKey } = this.keys.current();
    const issuedAt = Math.floor(Date.now() / 1_000);
    const expiresAt = issuedAt + ACCESS_TOKEN_SECONDS;
    const token = await new SignJWT({ sid: sessionId })
      .setProtectedHeader({ alg: 'EdDSA', typ: INTERNAL_TOKEN_TYPE, kid })
      .setIssuer(INTERNAL_TOKEN_ISSUER)
      .setAudience(AUDIENCE)
      .setSubject(userId)
      .setIssuedAt(issuedAt)
      .setExpirationTime(expiresAt)
      .sign(privateKey);
    return { token, expiresAt: new Date(expiresAt * 1_000) };
  }

  /** What a valid token says; undefined for every other text. Whether its session still lives is the caller's to ask. */
  async verify(token: string): Promise<AccessToken | undefined> {
    const verified = await jwtVerify(token, this.keys.current().verificationKeys, {
      algorithms: ['EdDSA'],
      issuer: INTERNAL_TOKEN_ISSUER,
      audience: AUDIENCE,
      typ: INTERNAL_TOKEN_TYPE,
      clockTolerance: CLOCK_TOLERANCE_S,
      maxTokenAge: ACCESS_TOKEN_SECONDS, // with it, a token that is issued in the future is refused too
      requiredClaims: ['exp', 'sub', 'sid'],
    }).catch(() => undefined);
    return verified && readClaims(verified.payload);
  }
}

function readClaims({ sub, sid, exp, aud }: JWTPayload): AccessToken | undefined {
  if (aud !== AUDIENCE || typeof sid !== 'string' || !isId(sid) || !sub || !isId(sub)) return undefined;
  return { userId: sub, sessionId: sid, secondsLeft: (exp ?? 0) - Date.now() / 1_000 };
}
