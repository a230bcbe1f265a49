import { chromium, type Browser, type Locator } from 'playwright-core';
import { Api, type Person } from '../tools/demo/api.ts';
import { newestMailTo, tokenIn } from '../tools/demo/mailbox.ts';
import { installation } from './support/installation.ts';
import { grantPlatformAdmin, plugInSecurityKey } from './support/platform-admin.ts';
import { Visitor } from './support/visitor.ts';

const PATIENCE = { timeout: 30_000 };
const PASSWORD = 'a sentence that one keeps';

/** What somebody who runs the installation does for its organizations, and what these see of it. */
describe('the platform console, in a browser', () => {
  const { url, dataDir, mailboxKey, chromium: executablePath } = installation();
  const stop = new AbortController();
  const mark = Date.now().toString(36);
  const organization = `Bletchley ${mark}`;
  const [operator, owner] = [person('margaret', 'Margaret Hamilton'), person('alan', 'Alan Turing')];
  let browser: Browser;
  let margaret: Visitor;
  let alan: Visitor;
  let slug: string;

  function person(name: string, fullName: string): Person {
    return { email: `${name}-${mark}@example.org`, password: PASSWORD, fullName: `${fullName} ${mark}` };
  }

  async function join(one: Person): Promise<Api> {
    const api = new Api(url, one, stop.signal);
    await api.signUp();
    const mailbox = { gatewayUrl: url, mailboxKey, signal: stop.signal };
    await api.verify(tokenIn((await newestMailTo(mailbox, one.email)).text));
    return api;
  }

  beforeAll(async () => {
    await join(operator);
    ({ slug } = await (await join(owner)).post<{ slug: string }>('/api/v1/orgs', { name: organization }));
    await grantPlatformAdmin(dataDir, operator.email);
    browser = await chromium.launch({ executablePath, args: ['--disable-background-networking', '--no-first-run'] });
    margaret = await Visitor.come(browser, url);
    alan = await Visitor.signIn(browser, url, owner);
  });

  afterAll(async () => {
    stop.abort();
    await browser?.close();
  });

  const seenBy = async (visitor: Visitor): Promise<void> => {
    expect(await visitor.accessibilityViolations()).toEqual([]);
    expect(visitor.complaints).toEqual([]);
  };
  /** A browser notes every refused request; those at hand are wanted. */
  const refused = (visitor: Visitor): void => {
    const complaints = visitor.complaints.splice(0);
    expect(complaints.length).toBeGreaterThan(0);
    expect(complaints.filter((complaint) => !/status of 40[13]/.test(complaint))).toEqual([]);
  };
  const button = (name: string | RegExp, within: Locator | Visitor['page'] = margaret.page): Locator =>
    within.getByRole('button', { name, exact: typeof name === 'string' });
  const dialog = (): Locator => margaret.page.getByRole('dialog');
  const openOrganization = async (): Promise<void> => {
    await margaret.visit('/admin');
    await margaret.page.getByRole('link', { name: organization }).click(PATIENCE);
    await margaret.page.getByRole('heading', { level: 1, name: organization }).waitFor(PATIENCE);
  };

  it('opens by password and passkey', async () => {
    await plugInSecurityKey(margaret.page);
    await margaret.signIn(operator);
    await margaret.page.getByRole('heading', { name: 'Name your organization' }).waitFor(PATIENCE);
    await margaret.visit('/admin');
    await margaret.page.getByLabel('Name of the passkey').fill('Blue key');
    await margaret.page.getByRole('textbox', { name: 'Your password' }).fill(PASSWORD);
    await button('Register a passkey').click();
    await margaret.page.getByRole('heading', { name: 'Confirm that it is you' }).waitFor(PATIENCE);
    await margaret.page.getByRole('textbox', { name: 'Your password' }).fill(PASSWORD);
    await button('Continue with your passkey').click();
    await margaret.page.getByRole('heading', { level: 1, name: 'Organizations' }).waitFor(PATIENCE);
    await margaret.seen(organization).waitFor(PATIENCE);
    await seenBy(margaret);
  });

  it('suspends an organization, which reads why, and lets it go on', async () => {
    await openOrganization();
    await button('Suspend').click();
    await dialog().getByLabel('Reason').fill('The invoice is open');
    await button('Suspend', dialog()).click();
    await button('Reactivate').waitFor(PATIENCE);
    await seenBy(margaret);
    await alan.visit(`/${slug}`);
    await alan.seen('This organization is suspended.').waitFor(PATIENCE);
    await alan.seen('The invoice is open').waitFor(PATIENCE);
    await seenBy(alan);
    await button('Reactivate').click();
    await button('Suspend').waitFor(PATIENCE);
  });

  it('keeps notes, which the organization does not see', async () => {
    await margaret.page.getByLabel('New note').fill('Called them about the invoice');
    await button('Add note').click();
    await margaret.page.getByRole('listitem').getByText('Called them about the invoice').waitFor(PATIENCE);
    await seenBy(margaret);
  });

  it('acts as a member under a banner, and stops', async () => {
    await button('Impersonate').click();
    await dialog().getByLabel('Reason').fill('They cannot find their deployment');
    await button('Start', dialog()).click();
    const banner = margaret.page.getByRole('complementary', { name: 'Impersonation' });
    await banner.getByText(owner.fullName).waitFor(PATIENCE);
    await margaret.page.waitForURL(`${url}/${slug}`);
    // The address changes before the page does.
    await margaret.page.getByRole('complementary', { name: 'Sections' }).waitFor(PATIENCE);
    await seenBy(margaret);
    await button('Stop', banner).click();
    await banner.waitFor({ state: 'hidden', ...PATIENCE });
    await alan.visit('/account/security-log');
    await alan.seen('A platform admin acted as you').waitFor(PATIENCE);
    await alan.seen('They cannot find their deployment').waitFor(PATIENCE);
    await seenBy(alan);
  });

  it('disables an account, whose person is out at once, and enables it again', async () => {
    await margaret.visit('/admin/accounts');
    await margaret.page.getByLabel('Search by name or e-mail address').fill(owner.email);
    await button(`Disable the account of ${owner.fullName}`).click(PATIENCE);
    await dialog().getByLabel('Reason').fill('Left the company');
    await dialog().getByLabel('Note').fill('Told by mail');
    await button('Disable account', dialog()).click();
    await margaret.seen('Left the company').waitFor(PATIENCE);
    await seenBy(margaret);

    await alan.page.goto(`${url}/${slug}`);
    await alan.page.getByRole('heading', { name: 'Sign in' }).waitFor(PATIENCE);
    refused(alan);
    await alan.signIn(owner);
    await alan.seen('This account is disabled').waitFor(PATIENCE);
    refused(alan);

    await button(`Enable the account of ${owner.fullName}`).click();
    await button('Enable account', dialog()).click();
    await button(`Disable the account of ${owner.fullName}`).waitFor(PATIENCE);
    await seenBy(margaret);
    await alan.signIn(owner);
    await alan.page.getByRole('navigation').first().waitFor(PATIENCE);
  });
});
