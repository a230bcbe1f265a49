import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { PLATFORM_CONFIG, type PlatformConfig } from '@throughline/platform';
import type { WebRequest } from './web-exchange.js';
import { refuse } from './sessions.errors.js';

/** A browser says where a request comes from; when it does, that has to be us. Programs send no Origin. */
@Injectable()
export class SameOriginGuard implements CanActivate {
  private readonly origin: string;

  constructor(@Inject(PLATFORM_CONFIG) config: PlatformConfig) {
    this.origin = new URL(config.PUBLIC_URL).origin;
  }

  canActivate(context: ExecutionContext): boolean {
    const { origin } = context.switchToHttp().getRequest<WebRequest>().headers;
    if (origin !== undefined && origin !== this.origin) throw refuse('origin_foreign');
    return true;
  }
}
