import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { IDENTITY_CONFIG, type IdentityConfig } from '../identity.config.js';
import { refuse } from './mail.errors.js';

/** Lets in who holds MAILBOX_KEY. Without one the mailbox is not there. */
@Injectable()
export class MailboxKeyGuard implements CanActivate {
  private readonly expected: Buffer | undefined;

  constructor(@Inject(IDENTITY_CONFIG) { MAILBOX_KEY }: IdentityConfig) {
    this.expected = MAILBOX_KEY === undefined ? undefined : digest(MAILBOX_KEY);
  }

  canActivate(context: ExecutionContext): boolean {
    if (!this.expected) throw refuse('not_found');
    const { headers } = context.switchToHttp().getRequest<{ headers: IncomingHttpHeaders }>();
    // Digests have one length, so the comparison takes the same time for every text.
    if (!timingSafeEqual(digest(String(headers['x-mailbox-key'] ?? '')), this.expected))
      throw refuse('mailbox_key_wrong');
    return true;
  }
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
