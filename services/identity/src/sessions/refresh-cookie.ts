import { Inject, Injectable } from '@nestjs/common';
import { PLATFORM_CONFIG, type PlatformConfig } from '@throughline/platform';
import type { WebReply, WebRequest } from './web-exchange.js';
import { type CookieRules, cookieRules, readCookie, writeCookie } from './session-cookie.js';

/** The cookie that holds the refresh token. */
@Injectable()
export class RefreshCookie {
  private readonly rules: CookieRules;

  constructor(@Inject(PLATFORM_CONFIG) config: PlatformConfig) {
    this.rules = cookieRules(config.PUBLIC_URL);
  }

  read(request: WebRequest): string | undefined {
    return readCookie(this.rules.name, request.headers.cookie);
  }

  set(reply: WebReply, token: string, secondsLeft: number): void {
    this.send(reply, writeCookie(this.rules, token, Math.max(0, Math.floor(secondsLeft))));
  }

  clear(reply: WebReply): void {
    this.send(reply, writeCookie(this.rules, '', 0));
  }

  private send(reply: WebReply, cookie: string): void {
    reply.header('set-cookie', cookie).header('cache-control', 'no-store');
  }
}
