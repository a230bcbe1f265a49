import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Locator } from 'playwright-core';
import { Api } from '../tools/demo/api.ts';
import { GitRepository } from '../tools/demo/git-repository.ts';
import { newestMailTo, tokenIn } from '../tools/demo/mailbox.ts';
import { installation } from './support/installation.ts';
import { Visitor } from './support/visitor.ts';

const PATIENCE = { timeout: 30_000 };
const PATH = '.throughline/pipeline.yml';
const TEXT = `# greets, and says so
name: greeting

nodes:
  source: { kind: checkout } # first
  greet:
    kind: shell
    needs: [source]
    run: echo hello # aloud
`;
const FROM_TEXT = '  shout: { kind: shell, needs: [greet], run: echo HELLO } # from the text\n';
const MESSAGE = 'feat: shout, and shout again';

/** A pipeline of a real repository, edited as YAML and as a graph until it is a commit of hers that runs. */
describe('the pipeline editor, in a browser', () => {
  const { url, gitDir, mailboxKey, chromium: executablePath } = installation();
  const stop = new AbortController();
  const mark = Date.now().toString(36);
  const person = {
    email: `barbara-${mark}@example.org`,
    password: 'a sentence that one keeps',
    fullName: 'Barbara Liskov',
  };
  const repository = new GitRepository(gitDir, `greeting-${mark}`, { name: 'Kay McNulty', email: 'kay@example.org' });
  let browser: Browser;
  let barbara: Visitor;
  let slug: string;

  beforeAll(async () => {
    const api = new Api(url, person, stop.signal);
    await api.signUp();
    const mailbox = { gatewayUrl: url, mailboxKey, signal: stop.signal };
    await api.verify(tokenIn((await newestMailTo(mailbox, person.email)).text));
    ({ slug } = await api.post<{ slug: string }>('/api/v1/orgs', { name: `Editors ${mark}` }));
    await makeRepository();
    const project = await api.post<{ id: string }>(`/api/v1/orgs/${slug}/projects`, { name: 'Greetings' });
    const wanted = { projectId: project.id, name: 'greeting', cloneUrl: repository.cloneUrl };
    const made = await api.postWhenKnown<{ repository: { id: string } }>(`/api/v1/orgs/${slug}/repositories`, wanted);
    await api.post(`/api/v1/orgs/${slug}/repositories/${made.repository.id}/branch-rules`, { pattern: 'main' });
    browser = await chromium.launch({ executablePath, args: ['--disable-background-networking', '--no-first-run'] });
    barbara = await Visitor.signIn(browser, url, person);
  });

  afterAll(async () => {
    stop.abort();
    await browser?.close();
  });

  async function makeRepository(): Promise<void> {
    const files = mkdtempSync(join(tmpdir(), 'greeting-'));
    mkdirSync(join(files, '.throughline'));
    writeFileSync(join(files, PATH), TEXT);
    await repository.create(files);
    rmSync(files, { recursive: true });
    await repository.push('feat: greet');
  }

  const git = (folder: string, ...args: string[]): string =>
    execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8' });
  const committed = (): string => git(repository.bare, 'show', `main:${PATH}`);
  const seen = async (): Promise<void> => {
    expect(await barbara.accessibilityViolations()).toEqual([]);
    expect(barbara.complaints).toEqual([]);
  };
  const graph = (): Locator => barbara.page.getByLabel('Graph of the pipeline');
  const yaml = (of = barbara): Locator => of.page.getByRole('textbox', { name: 'The pipeline as YAML' });
  const button = (name: string): Locator => barbara.page.getByRole('button', { name, exact: true });
  const said = (words: string | RegExp): Promise<void> => barbara.seen(words).waitFor(PATIENCE);
  /** At the end of the text, as one who pastes does. */
  const write = async (text: string): Promise<void> => {
    await yaml().click();
    await barbara.page.keyboard.press('Control+End');
    await barbara.page.keyboard.insertText(text);
  };
  const textOf = async (of = barbara): Promise<string> =>
    (await yaml(of).locator('.cm-line').allTextContents()).join('\n');

  it('opens a file that is there, and draws it', async () => {
    await barbara.visit(`/${slug}/pipelines/new`);
    await button('Begin').click(PATIENCE);
    await barbara.page.getByRole('heading', { level: 1, name: 'greeting' }).waitFor(PATIENCE);
    await graph().getByText('greet', { exact: true }).waitFor(PATIENCE);
  });

  it('draws what is written', async () => {
    await write(FROM_TEXT);
    await graph().getByText('shout', { exact: true }).waitFor(PATIENCE);
  });

  it('writes what is drawn, and leaves every other character as it was', async () => {
    await graph().getByText('shout', { exact: true }).click();
    await barbara.page.getByRole('region', { name: 'Node shout' }).waitFor(PATIENCE);
    await barbara.page.keyboard.press('ArrowUp');
    await barbara.page.locator(':focus[aria-label="greet, shell, needs source"]').waitFor(PATIENCE);
    await button('Add a node').click();
    await barbara.page.getByRole('menuitem', { name: /^Shell/ }).click();
    const panel = barbara.page.getByRole('region', { name: /^Node / });
    await panel.getByRole('textbox', { name: /^run/ }).fill('echo hello again');
    await panel.getByRole('textbox', { name: /^key/ }).fill('again');
    await panel.getByRole('textbox', { name: /^key/ }).press('Enter');
    await graph().getByText('again', { exact: true }).waitFor(PATIENCE);
    const text = await textOf();
    for (const line of `${TEXT}${FROM_TEXT}`.split('\n')) expect(text).toContain(line);
    expect(text).toMatch(/again: \{ kind: shell, needs: \[shout\], run: echo hello again \}/);
    await said(/not saved, draft kept/);
    await seen();
  });

  it('offers the draft on another device', async () => {
    const elsewhere = await Visitor.signIn(browser, url, person);
    await elsewhere.visit(`/${slug}/pipelines/new`);
    await elsewhere.page.getByRole('link', { name: PATH }).click(PATIENCE);
    await elsewhere.seen(/^Not saved: draft of today, \d\d:\d\d/).waitFor(PATIENCE);
    await elsewhere.page.getByRole('button', { name: 'Go on with it' }).click();
    expect(await textOf(elsewhere)).toBe(await textOf());
    expect(elsewhere.complaints).toEqual([]);
    await elsewhere.page.context().close();
  });

  it('saves as a commit of hers, and the run of it begins', async () => {
    const text = await textOf();
    await button('Save').click();
    await barbara.page.getByRole('textbox', { name: /^Message/ }).fill(MESSAGE);
    await button('Commit').click();
    await said(/^Saved as version 1, commit/);
    expect(git(repository.bare, 'log', '-1', '--format=%an|%ae|%s', 'main').trim()).toBe(
      `${person.fullName}|${person.email}|${MESSAGE}`,
    );
    expect(committed()).toBe(text);
    await barbara.visit(`/${slug}/executions`);
    await said(MESSAGE);
    expect(barbara.complaints).toEqual([]);
  });

  it('saves nothing over what somebody else has saved meanwhile, and shows what differs', async () => {
    await barbara.visit(`/${slug}/pipelines`);
    await barbara.page.getByRole('link', { name: 'greeting' }).first().click(PATIENCE);
    await barbara.page.getByRole('link', { name: 'Edit', exact: true }).click(PATIENCE);
    await graph().getByText('again', { exact: true }).waitFor(PATIENCE);
    await write('  mine: { kind: shell, run: echo mine }\n');
    git(repository.workTree, 'pull', '--quiet', '--rebase', 'origin', 'main');
    writeFileSync(join(repository.workTree, PATH), `${committed()}  theirs: { kind: shell, run: echo theirs }\n`);
    await repository.push('feat: theirs');
    await button('Save').click();
    await button('Commit').click();
    await said(/^Somebody has changed the file since you opened it/);
    // A browser notes every refused request; the one at hand is wanted.
    expect(barbara.complaints.splice(0)).toEqual([expect.stringMatching(/status of 409/)]);
    expect(committed()).toContain('theirs');
    expect(committed()).not.toContain('mine');
    await seen();
  });

  it('goes on with theirs, and loses neither text', async () => {
    await button('Go on with theirs').click();
    await graph().getByText('theirs', { exact: true }).waitFor(PATIENCE);
    await button('Undo').click();
    await graph().getByText('mine', { exact: true }).waitFor(PATIENCE);
    expect(barbara.complaints).toEqual([]);
  });
});
