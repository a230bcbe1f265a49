import { Inject, Injectable } from '@nestjs/common';
import { PLATFORM_CONFIG, type PlatformConfig } from '@throughline/platform';

/** Addresses of the web app for mails. A token is in the fragment, which browsers send to no server. */
@Injectable()
export class AccountLinks {
  private readonly base: string;

  constructor(@Inject(PLATFORM_CONFIG) config: PlatformConfig) {
    this.base = config.PUBLIC_URL.replace(/\/$/, '');
  }

  signIn = (): string => `${this.base}/sign-in`;
  forgotPassword = (): string => `${this.base}/forgot-password`;
  verify = (token: string): string => `${this.base}/verify#${token}`;
  resetPassword = (token: string): string => `${this.base}/reset-password#${token}`;
  confirmAddress = (token: string): string => `${this.base}/confirm-address#${token}`;
}
