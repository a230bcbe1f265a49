import { existsSync } from 'node:fs';
import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core';

type Ceremony = 'create' | 'get';

const EXECUTABLE = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

/** Skips itself where there is no browser; the lane says so, and in CI that is a failure. */
export const describeInBrowser = existsSync(EXECUTABLE) ? describe : describe.skip;

/** A page of a real browser at an origin, with an authenticator that answers for a person. */
export class BrowserPasskeys {
  private constructor(
    private readonly browser: Browser,
    private readonly page: Page,
    private readonly devtools: CDPSession,
    private authenticatorId: string,
  ) {}

  static async open(origin: string): Promise<BrowserPasskeys> {
    const args = ['--no-sandbox', '--disable-background-networking'];
    const browser = await chromium.launch({ executablePath: EXECUTABLE, args });
    const page = await browser.newPage();
    await page.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body: '<title>passkeys</title>' }));
    await page.goto(origin);
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('WebAuthn.enable');
    const browserPasskeys = new BrowserPasskeys(browser, page, devtools, '');
    await browserPasskeys.replaceAuthenticator();
    return browserPasskeys;
  }

  /** A fresh one that holds no passkey. */
  async replaceAuthenticator(isUserVerified = true): Promise<void> {
    if (this.authenticatorId !== '') {
      await this.devtools.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId: this.authenticatorId });
    }
    const { authenticatorId } = await this.devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified,
        automaticPresenceSimulation: true,
      },
    });
    this.authenticatorId = authenticatorId;
  }

  /** From now on the authenticator does, or does not, recognise its user. */
  async setUserVerified(isUserVerified: boolean): Promise<void> {
    const { authenticatorId } = this;
    await this.devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified });
  }

  async goTo(origin: string): Promise<void> {
    await this.page.goto(origin);
  }

  /** What the browser's own WebAuthn API answers to options as the server gives them. */
  answer(ceremony: Ceremony, options: object): Promise<Record<string, unknown>> {
    return this.page.evaluate(inPage, { ceremony, options }) as Promise<Record<string, unknown>>;
  }

  close(): Promise<void> {
    return this.browser.close();
  }
}

/** Runs in the page, whose types this project does not know. */
async function inPage({ ceremony, options }: { ceremony: Ceremony; options: object }): Promise<unknown> {
  const page = globalThis as unknown as {
    navigator: { credentials: Record<Ceremony, (options: object) => Promise<{ toJSON(): unknown }>> };
    PublicKeyCredential: Record<string, (options: object) => object>;
  };
  const read = ceremony === 'create' ? 'parseCreationOptionsFromJSON' : 'parseRequestOptionsFromJSON';
  const publicKey = page.PublicKeyCredential[read]?.(options);
  return (await page.navigator.credentials[ceremony]({ publicKey })).toJSON();
}
