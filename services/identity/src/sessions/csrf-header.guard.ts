import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { WebRequest } from './web-exchange.js';
import { refuse } from './sessions.errors.js';

/** For routes that believe the cookie: a foreign page cannot send this header without asking us first. */
@Injectable()
export class CsrfHeaderGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { headers } = context.switchToHttp().getRequest<WebRequest>();
    if (headers['x-throughline-csrf'] !== '1') throw refuse('csrf_header_missing');
    return true;
  }
}
