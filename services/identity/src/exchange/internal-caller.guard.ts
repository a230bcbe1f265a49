import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { WebRequest } from '../sessions/web-exchange.js';
import { createHash, timingSafeEqual } from 'node:crypto';
import { IDENTITY_CONFIG, type IdentityConfig } from '../identity.config.js';
import { refuse } from './exchange.errors.js';

/**
 * Lets in who knows INTERNAL_SECRET: the gateway. A wrong secret is 403 and not 401, which would read as "the user's
 * credential is bad" and log everybody out.
 */
@Injectable()
export class InternalCallerGuard implements CanActivate {
  private readonly expected: Buffer;

  constructor(@Inject(IDENTITY_CONFIG) config: IdentityConfig) {
    this.expected = digest(`Bearer ${config.INTERNAL_SECRET}`);
  }

  canActivate(context: ExecutionContext): boolean {
    const { authorization } = context.switchToHttp().getRequest<WebRequest>().headers;
    // Digests have one length, so the comparison takes the same time for every text.
    if (!timingSafeEqual(digest(authorization ?? ''), this.expected)) throw refuse('internal_only');
    return true;
  }
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
