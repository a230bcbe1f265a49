import { Injectable } from '@nestjs/common';
import { fp } from '@throughline/platform';
import type { WebReply, WebRequest } from './web-exchange.js';
import type { LoginRequest, SignUpRequest } from '../accounts/accounts.dto.js';
import { AccountsService } from '../accounts/accounts.service.js';
import { MeQueries } from '../accounts/me.queries.js';
import { SignUpsService } from '../accounts/sign-ups.service.js';
import { AccessTokens } from './access-tokens.js';
import { RefreshCookie } from './refresh-cookie.js';
import type { CheckYourMailResponse, SessionResponse } from './sessions.dto.js';
import { type OpenSession, SessionsService } from './sessions.service.js';

/** The browser's way in and out: the access token goes into the body, the refresh token into the cookie. */
@Injectable()
export class AuthService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly signUps: SignUpsService,
    private readonly sessions: SessionsService,
    private readonly accessTokens: AccessTokens,
    private readonly me: MeQueries,
    private readonly cookie: RefreshCookie,
  ) {}

  /** A session where an invitation vouches for the address; else there is mail to read, whoever's address it is. */
  async signUp(request: SignUpRequest, reply: WebReply): Promise<SessionResponse | CheckYourMailResponse> {
    const userId = await this.signUps.start(request);
    if (userId === undefined) {
      reply.status(202);
      return { status: 'check_your_mail' };
    }
    return this.enter(userId, reply);
  }

  /** The address is its owner's: the account begins, with a first session. */
  async verify(token: string, reply: WebReply): Promise<SessionResponse> {
    return this.enter(await this.signUps.verify(token), reply);
  }

  async login(request: LoginRequest, reply: WebReply): Promise<SessionResponse> {
    const userId = await this.accounts.authenticate(request);
    return this.hand(await this.sessions.open(userId), reply);
  }

  async refresh(request: WebRequest, reply: WebReply): Promise<SessionResponse> {
    const session = await this.sessions.refresh(this.cookie.read(request));
    return this.hand(session, reply);
  }

  async logout(request: WebRequest, reply: WebReply): Promise<void> {
    await this.sessions.close(this.cookie.read(request));
    this.cookie.clear(reply);
  }

  private async enter(userId: string, reply: WebReply): Promise<SessionResponse> {
    fp('identity.sign_up.after_account'); // the account stands; its owner can sign in
    return this.hand(await this.sessions.open(userId), reply);
  }

  private async hand(session: OpenSession, reply: WebReply): Promise<SessionResponse> {
    const user = await this.me.byId(session.userId);
    const { token, expiresAt } = await this.accessTokens.issue(session.userId, session.sessionId);
    this.cookie.set(reply, session.refreshToken, session.refreshSecondsLeft);
    return { accessToken: token, expiresAt: expiresAt.toISOString(), user };
  }
}
