import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, ConsoleMessage, Locator, Page } from 'playwright-core';

export interface Credentials {
  email: string;
  password: string;
}

/** Runs in the page: colours that are still changing, or those of the scheme before, are nobody's colours. */
const isSettledIn = (colorScheme: string): boolean => {
  const chosen = localStorage.getItem('mantine-color-scheme-value') ?? 'auto';
  return (
    document.documentElement.dataset.mantineColorScheme === (chosen === 'auto' ? colorScheme : chosen) &&
    document.getAnimations().every((animation) => animation.playState !== 'running')
  );
};

/** A person in a browser of their own, signed in through the form. */
export class Visitor {
  /** What the browser complained of: errors of the page, refused policies, failed scripts. */
  readonly complaints: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly url: string,
  ) {}

  /** Somebody who is not signed in. */
  static async come(browser: Browser, url: string): Promise<Visitor> {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const visitor = new Visitor(await context.newPage(), url);
    visitor.page.on('console', (message) => visitor.note(message));
    visitor.page.on('pageerror', (error) => visitor.complaints.push(error.message));
    return visitor;
  }

  static async signIn(browser: Browser, url: string, credentials: Credentials): Promise<Visitor> {
    const visitor = await Visitor.come(browser, url);
    await visitor.signIn(credentials);
    await visitor.page.getByRole('navigation').first().waitFor();
    return visitor;
  }

  /** Fills in the form and sends it, whatever comes of it. */
  async signIn({ email, password }: Credentials): Promise<void> {
    await this.page.goto(`${this.url}/sign-in`);
    await this.page.getByLabel('E-mail').fill(email);
    await this.page.getByRole('textbox', { name: 'Password' }).fill(password);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
  }

  async visit(path: string): Promise<void> {
    await this.page.goto(`${this.url}${path}`);
    await this.arrive();
  }

  /** The first place where the text can be seen; a page may hold a second one for another width. */
  seen(text: string | RegExp): Locator {
    return this.page.getByText(text).filter({ visible: true }).first();
  }

  /** Waits for a page's heading; the placeholder of one that is to come has its own. */
  async arrive(): Promise<void> {
    await this.page
      .locator('main h1', { hasNotText: /^Loading$/ })
      .first()
      .waitFor();
  }

  /** What axe finds on the page at hand, in light and in dark; empty is right. A page that is still to come is nobody's. */
  async accessibilityViolations(): Promise<string[]> {
    const found: string[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      await this.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await this.arrive();
      await this.page.waitForFunction(isSettledIn, colorScheme);
      const { violations } = await new AxeBuilder({ page: this.page }).analyze();
      found.push(...violations.map(({ id, nodes }) => `${colorScheme} ${id}: ${nodes[0]?.html ?? ''}`));
    }
    return found;
  }

  private note(message: ConsoleMessage): void {
    if (message.type() === 'error') this.complaints.push(message.text());
  }
}
