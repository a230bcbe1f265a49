import { Injectable } from '@nestjs/common';
import { INTERNAL_TOKEN_ISSUER } from '@throughline/contracts';
import { isId } from '@throughline/kernel';
import { DatabaseClock } from '@throughline/platform';
import { decodeProtectedHeader, jwtVerify, SignJWT } from 'jose';
import { SigningKeys } from '../keys/signing-keys.js';

export const IMPERSONATION_SECONDS = 900;
const AUDIENCE = 'gateway';
/** A type of its own: it passes for no access token of a session, and no such token for it. */
const TYPE = 'impersonation+jwt';

interface Impersonation {
  id: string;
  userId: string;
  actorId: string;
  startedAt: Date;
  expiresAt: Date;
}

export interface ImpersonationToken {
  impersonationId: string;
  userId: string;
  secondsLeft: number;
}

/**
 * The access token of an impersonation: of the impersonated person, with who acts in `act`, and no way to renew it. It begins
 * and ends when the impersonation does, and so by the database's clock; only identity reads it.
 */
@Injectable()
export class ImpersonationTokens {
  constructor(
    private readonly keys: SigningKeys,
    private readonly clock: DatabaseClock,
  ) {}

  issue(impersonation: Impersonation): Promise<string> {
    const { kid, privateKey } = this.keys.current();
    return new SignJWT({ imp: impersonation.id, act: { sub: impersonation.actorId } })
      .setProtectedHeader({ alg: 'EdDSA', typ: TYPE, kid })
      .setIssuer(INTERNAL_TOKEN_ISSUER)
      .setAudience(AUDIENCE)
      .setSubject(impersonation.userId)
      .setIssuedAt(Math.floor(impersonation.startedAt.getTime() / 1_000))
      .setExpirationTime(Math.floor(impersonation.expiresAt.getTime() / 1_000))
      .sign(privateKey);
  }

  /** What a valid one says; undefined for every other text. Whether the impersonation still runs is the caller's to ask. */
  async verify(token: string): Promise<ImpersonationToken | undefined> {
    if (!claimsToBeOne(token)) return undefined;
    const now = await this.clock.now();
    const verified = await jwtVerify(token, this.keys.current().verificationKeys, {
      algorithms: ['EdDSA'],
      issuer: INTERNAL_TOKEN_ISSUER,
      audience: AUDIENCE,
      typ: TYPE,
      maxTokenAge: IMPERSONATION_SECONDS,
      currentDate: now,
      clockTolerance: 0, // dead at the end of its time, not a moment later
      requiredClaims: ['exp', 'sub', 'imp', 'act'],
    }).catch(() => undefined);
    const { sub, imp, exp = 0 } = verified?.payload ?? {};
    if (typeof imp !== 'string' || !isId(imp) || !sub || !isId(sub)) return undefined;
    return { impersonationId: imp, userId: sub, secondsLeft: exp - now.getTime() / 1_000 };
  }
}

/** Only decides which kind of token it is verified as. */
function claimsToBeOne(token: string): boolean {
  try {
    return decodeProtectedHeader(token).typ === TYPE;
  } catch {
    return false;
  }
}
