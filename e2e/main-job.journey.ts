import { chromium, type Browser } from 'playwright-core';
import { BAD_MESSAGE, writeBadChange } from '../tools/demo/bad-change.ts';
import { liveIn } from '../tools/demo/change.ts';
import type { DemoContext } from '../tools/demo/context.ts';
import { type Cast, signUpCast } from '../tools/demo/people.ts';
import { setStage, type Stage } from '../tools/demo/stage.ts';
import { startTraffic } from '../tools/demo/traffic.ts';
import { installation } from './support/installation.ts';
import { Visitor } from './support/visitor.ts';

const GOOD_MESSAGE = 'feat: greet visitors by name';
const PATIENCE = { timeout: 60_000 };

/** The main job as two people see it: the requester who pushes, the colleague who approves, and both when it breaks. */
describe('the main job, in a browser', () => {
  const { url, gitDir, mailboxKey, chromium: executablePath } = installation();
  const stop = new AbortController();
  let browser: Browser;
  let cast: Cast;
  let stage: Stage;
  let ada: Visitor;
  let grace: Visitor;
  let goodVersion: string;

  beforeAll(async () => {
    const context = { gatewayUrl: url, gitDir, mailboxKey, signal: stop.signal } as DemoContext;
    cast = await signUpCast(context);
    stage = await setStage(context, cast);
    browser = await chromium.launch({ executablePath, args: ['--disable-background-networking', '--no-first-run'] });
    ada = await Visitor.signIn(browser, url, cast.owner);
    grace = await Visitor.signIn(browser, url, cast.colleague);
  });

  afterAll(async () => {
    stop.abort();
    await browser?.close();
  });

  const seenBy = async (visitor: Visitor): Promise<void> => {
    expect(await visitor.accessibilityViolations()).toEqual([]);
    expect(visitor.complaints).toEqual([]);
  };

  const openRunOf = async (message: string): Promise<void> => {
    await ada.visit(`/${stage.slug}/executions`);
    await ada.seen(message).click(PATIENCE);
    await ada.page.waitForURL(/\/executions\/[0-9a-f-]{36}/);
  };

  const openApproval = async (visitor: Visitor): Promise<void> => {
    await visitor.visit(`/${stage.slug}/approvals?view=all`);
    await visitor.seen('Promote hello-service to production').click(PATIENCE);
    await visitor.page.getByText('If you say yes').waitFor(PATIENCE);
  };

  const approve = async (): Promise<void> => {
    await openApproval(grace);
    await grace.page.getByRole('button', { name: /^Approve/ }).click();
    await grace.page.getByRole('textbox', { name: /Comment/ }).fill('Staging answers.');
    await grace.page.getByRole('button', { name: /^Approve/ }).click();
    await grace.seen('Staging answers.').waitFor(PATIENCE);
  };

  it('greets with what is broken, what waits and what is moving', async () => {
    await ada.visit(`/${stage.slug}`);
    for (const question of ['What is broken?', 'What waits for me?', 'What is moving?'])
      await ada.seen(question).waitFor();
    await seenBy(ada);
  });

  it('shows the run of a push as it happens, down to the lines of a step', async () => {
    await stage.repository.push(GOOD_MESSAGE);
    await openRunOf(GOOD_MESSAGE);
    await ada.seen('Waiting').waitFor(PATIENCE);
    await seenBy(ada);
    await ada.page.goto(`${ada.page.url().split('?')[0]}?node=test`);
    await ada.seen('greets by name').waitFor(PATIENCE);
    await seenBy(ada);
  });

  it('tells the requester why their vote does not count', async () => {
    await openApproval(ada);
    await ada.seen(/your own vote does not count/).waitFor();
    await seenBy(ada);
  });

  it('takes the approval of a colleague and runs in production', async () => {
    await approve();
    await seenBy(grace);
    await openRunOf(GOOD_MESSAGE);
    await ada.seen('Succeeded').waitFor(PATIENCE);
    await ada.seen('8 of 8 done').waitFor(PATIENCE);
    goodVersion = (await liveIn(cast, stage, stage.production)).version;
    await ada.visit(`/${stage.slug}/deployments`);
    await expectVersions(goodVersion, goodVersion);
    await seenBy(ada);
  });

  it('finds out a bad release, names its commit and author, and undoes it', async () => {
    writeBadChange(stage);
    const sha = await stage.repository.push(BAD_MESSAGE);
    await approve();
    const bad = await liveAfter(goodVersion);
    const endTraffic = startTraffic(() => bad.url, stop.signal);
    await ada.visit(`/${stage.slug}/incidents`);
    await ada.seen(/hello-service: \d+ errors/).click(PATIENCE);
    await ada.page.waitForURL(/\/incidents\/[0-9a-f-]{36}/);
    await ada.seen('Suspects').waitFor(PATIENCE);
    await ada.seen('Mitigated').waitFor(PATIENCE);
    await ada.seen(`was rolled back to ${goodVersion}`).waitFor(PATIENCE);
    endTraffic();
    const page = (await ada.page.locator('main').innerText()).replace(/\s+/g, ' ');
    expect(page).toContain(sha.slice(0, 7));
    expect(page).toContain(cast.owner.fullName);
    await seenBy(ada);
  });

  it('shows what runs where after the rollback, and the lines that told', async () => {
    await ada.visit(`/${stage.slug}/deployments`);
    await ada.seen('rollback').waitFor();
    await expectVersions(goodVersion);
    await seenBy(ada);
    await ada.visit(`/${stage.slug}/logs?text=failed`);
    await ada.seen(/request failed/).waitFor(PATIENCE);
    await seenBy(ada);
  });

  it('was rolled back once, and is healthy', async () => {
    const { items } = await cast.ownerApi.get<{ items: { kind: string }[] }>(`${stage.base}/deployments`);
    expect(items.filter((deployment) => deployment.kind === 'rollback')).toHaveLength(1);
    const live = await liveIn(cast, stage, stage.production);
    expect(live.version).toBe(goodVersion);
    expect((await fetch(`${live.url}/healthz`)).status).toBe(200);
  });

  const expectVersions = async (...versions: string[]): Promise<void> => {
    for (const [i, version] of versions.entries()) await ada.page.getByText(version).nth(i).waitFor(PATIENCE);
  };

  const liveAfter = async (version: string): Promise<{ url: string }> => {
    for (;;) {
      const live = await liveIn(cast, stage, stage.production);
      if (live.version !== version) return live;
      await ada.page.waitForTimeout(200);
    }
  };
});
