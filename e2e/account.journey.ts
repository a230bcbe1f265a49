import { chromium, type Browser } from 'playwright-core';
import { newestMailTo, tokenIn } from '../tools/demo/mailbox.ts';
import { installation } from './support/installation.ts';
import { Visitor } from './support/visitor.ts';

const PATIENCE = { timeout: 30_000 };
const FIRST_PASSWORD = 'a sentence that one keeps';
const SECOND_PASSWORD = 'another sentence to keep';

/** How somebody comes to an account, makes it theirs, and finds the way back into it: by the mail that they get. */
describe('an account, in a browser', () => {
  const { url, mailboxKey, chromium: executablePath } = installation();
  const stop = new AbortController();
  const mailbox = { gatewayUrl: url, mailboxKey, signal: stop.signal };
  const email = `joan-${Date.now()}@example.org`;
  let browser: Browser;
  let joan: Visitor;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: ['--disable-background-networking', '--no-first-run'] });
    joan = await Visitor.come(browser, url);
  });

  afterAll(async () => {
    stop.abort();
    await browser?.close();
  });

  const seen = async (): Promise<void> => {
    expect(await joan.accessibilityViolations()).toEqual([]);
    expect(joan.complaints).toEqual([]);
  };
  /** A browser notes every refused request; the one at hand is wanted. */
  const refusedOnce = (): void => {
    expect(joan.complaints.splice(0)).toEqual([expect.stringMatching(/status of 40[013]/)]);
  };
  const press = (name: string) => joan.page.getByRole('button', { name, exact: true }).click();

  it('is asked for, and not there before its address is confirmed', async () => {
    await joan.visit('/sign-up');
    await seen();
    await joan.page.getByLabel('Your name').fill('Joan Clarke');
    await joan.page.getByLabel('E-mail').fill(email);
    await joan.page.getByRole('textbox', { name: 'Password' }).fill(FIRST_PASSWORD);
    await press('Create account');
    await joan.page.getByRole('heading', { name: 'Check your mail' }).waitFor(PATIENCE);
    await seen();
    await joan.signIn({ email, password: FIRST_PASSWORD });
    await joan.seen('Confirm your e-mail address first').waitFor(PATIENCE);
    refusedOnce();
  });

  it('begins with the link in the mail, which the mailbox shows to who holds its key', async () => {
    const operator = await Visitor.come(browser, url);
    await operator.visit(`/mail#${mailboxKey}`);
    await operator.seen(email).click(PATIENCE);
    expect(operator.page.url()).not.toContain(mailboxKey);
    const link = operator.page.frameLocator('iframe').getByRole('link', { name: 'Confirm and sign in' });
    const address = (await link.getAttribute('href', PATIENCE)) ?? '';
    expect(operator.complaints).toEqual([]);
    await joan.page.goto(address);
    await press('Confirm and sign in');
    await joan.page.getByRole('heading', { name: 'Name your organization' }).waitFor(PATIENCE);
    await seen();
  });

  it('has a profile, and preferences that hold at once', async () => {
    await joan.visit('/account');
    await joan.page.getByLabel('Company').fill('Hut 8');
    await press('Save profile');
    await joan.seen('Profile saved').waitFor(PATIENCE);
    await joan.visit('/account/preferences');
    await joan.page.getByLabel('Colours').selectOption('dark');
    await press('Save preferences');
    await joan.page.locator(':root[data-mantine-color-scheme="dark"]').waitFor(PATIENCE);
    await seen();
    await joan.visit('/account/sessions');
    await joan.seen('this session').waitFor(PATIENCE);
    await seen();
  });

  it('changes its password for who knows the old one only', async () => {
    await joan.visit('/account/security');
    await joan.page.getByLabel('Current password').fill('a guess');
    await joan.page.getByLabel('New password').fill(SECOND_PASSWORD);
    await press('Change the password');
    await joan.seen('this is not your current password').waitFor(PATIENCE);
    refusedOnce();
    await joan.page.getByLabel('Current password').fill(FIRST_PASSWORD);
    await press('Change the password');
    await joan.seen('your other sessions have ended').waitFor(PATIENCE);
    await seen();
  });

  it('is found again by mail, and every session ends', async () => {
    const stranger = await Visitor.come(browser, url);
    await stranger.visit('/forgot-password');
    await stranger.page.getByLabel('E-mail').fill(email);
    await stranger.page.getByRole('button', { name: 'Send the link' }).click();
    await stranger.page.getByRole('heading', { name: 'Check your mail' }).waitFor(PATIENCE);
    const { text } = await newestMailTo(mailbox, email);
    await stranger.page.goto(`${url}/reset-password#${tokenIn(text)}`);
    await stranger.page.getByLabel('New password').fill(FIRST_PASSWORD);
    await stranger.page.getByRole('button', { name: 'Set the password' }).click();
    await stranger.page.getByRole('heading', { name: 'Your password is set' }).waitFor(PATIENCE);
    expect(stranger.complaints).toEqual([]);
    await joan.page.goto(`${url}/account`);
    await joan.page.getByRole('heading', { name: 'Sign in' }).waitFor(PATIENCE);
    refusedOnce();
    await joan.signIn({ email, password: FIRST_PASSWORD });
    await joan.page.getByRole('heading', { name: 'Name your organization' }).waitFor(PATIENCE);
  });
});
