import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import type { MailContent } from '../mail/mail-content.js';
import { Mailer } from '../mail/mailer.js';
import { AccountLinks } from './account-links.js';

export interface SignUpLetter {
  to: string;
  /** Of the account that the address has already. */
  accountName: string | undefined;
  signUpName: string;
  token: string;
}

/** The mail that a sign-up brings: the link that ends it, or, where there is an account already, the way to that. */
@Injectable()
export class SignUpMail {
  constructor(
    private readonly mailer: Mailer,
    private readonly links: AccountLinks,
  ) {}

  /** With a reason, the mail is written like any other and kept back. */
  async post(tx: Tx, letter: SignUpLetter, reasonToWithhold: string | null = null): Promise<void> {
    await this.mailer.postOnDemand(tx, { to: letter.to, content: this.contentFor(letter) }, reasonToWithhold);
  }

  private contentFor({ accountName: name, signUpName, token }: SignUpLetter): MailContent {
    const { links } = this;
    if (name === undefined) return { kind: 'verify_address', name: signUpName, link: links.verify(token) };
    return { kind: 'account_exists', name, signInLink: links.signIn(), resetLink: links.forgotPassword() };
  }
}
