import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DraftKeeper, type DraftServer, type Edited } from './draft-keeper.js';
import type { KeptDraft } from './kept-draft.js';

const BASE = 'name: a';
const edited = (text: string): Edited => ({ text, base: BASE, revision: 'r1', version: 2 });

/** What the installation keeps, by the rules of the installation. */
class Installation implements DraftServer {
  draft: KeptDraft | undefined;
  isDown = false;
  private count = 0;

  find = (): Promise<KeptDraft | undefined> => this.answer(() => this.draft);
  keep = (draft: KeptDraft): Promise<KeptDraft | undefined> =>
    this.answer(() => {
      if (this.draft && this.draft.id !== draft.id && this.draft.text !== draft.text) return undefined;
      this.draft = { ...draft, id: `id-${++this.count}` };
      return this.draft;
    });
  drop = (): Promise<void> => this.answer(() => void (this.draft = undefined));

  private answer<T>(give: () => T): Promise<T> {
    return this.isDown ? Promise.reject(new Error('down')) : Promise.resolve().then(give);
  }
}

const stored = new Map<string, string>();

/** A browser of its own that has opened the editor. */
async function opened(server: DraftServer, browser = 'one'): Promise<DraftKeeper> {
  const store = {
    read: () => stored.get(browser) ?? null,
    write: (value: string | undefined) =>
      void (value === undefined ? stored.delete(browser) : stored.set(browser, value)),
  };
  const keeper = new DraftKeeper(store, server, () => new Date('2026-01-01T10:00:00Z'));
  keeper.edit({ ...edited(BASE) });
  await keeper.open();
  return keeper;
}

async function type(keeper: DraftKeeper, text: string): Promise<void> {
  keeper.edit(edited(text));
  vi.runAllTimers();
  await keeper.idle();
}

describe('a draft', () => {
  let server: Installation;
  beforeEach(() => {
    vi.useFakeTimers();
    stored.clear();
    server = new Installation();
  });
  afterEach(() => vi.useRealTimers());

  it('is kept after a pause, once for all that was typed', async () => {
    const keeper = await opened(server);
    const keep = vi.spyOn(server, 'keep');
    keeper.edit(edited('name: b'));
    expect(keeper.state().keeping).toBe('nowhere');
    await type(keeper, 'name: bc');
    expect(keep).toHaveBeenCalledTimes(1);
    expect(server.draft).toMatchObject({
      text: 'name: bc',
      revision: 'r1',
      version: 2,
      at: '2026-01-01T10:00:00.000Z',
    });
    expect(keeper.state()).toEqual({ offered: undefined, keeping: 'everywhere' });
  });

  it('is offered to another device, which goes on with it', async () => {
    await type(await opened(server), 'name: b');
    const other = await opened(server, 'two');
    expect(other.state().offered).toMatchObject({ draft: { text: 'name: b', version: 2 }, isElsewhere: false });
    expect(other.take()).toBe('name: b');
    await type(other, 'name: bc');
    expect([server.draft?.text, other.state()]).toEqual(['name: bc', { offered: undefined, keeping: 'everywhere' }]);
  });

  it('is not overwritten before somebody has chosen', async () => {
    await type(await opened(server), 'name: b');
    const other = await opened(server, 'two');
    await type(other, 'name: x');
    expect([server.draft?.text, other.state().keeping]).toEqual(['name: b', 'here']);
    other.forget();
    await other.idle();
    expect(server.draft).toBeUndefined();
    await type(other, 'name: xy');
    expect(server.draft?.text).toBe('name: xy');
  });

  it('of another device that is newer is announced, and chosen from', async () => {
    const [one, two] = [await opened(server), await opened(server, 'two')];
    await type(one, 'name: one');
    await type(two, 'name: two');
    expect(two.state()).toMatchObject({
      offered: { draft: { text: 'name: one' }, isElsewhere: true },
      keeping: 'here',
    });
    two.keepMine();
    vi.runAllTimers();
    await two.idle();
    expect([server.draft?.text, two.state().keeping]).toEqual(['name: two', 'everywhere']);
    await type(one, 'name: one more');
    expect(one.take()).toBe('name: two');
  });

  it('stays in the browser while the installation cannot be reached, and goes there with the next change', async () => {
    const keeper = await opened(server);
    server.isDown = true;
    await type(keeper, 'name: b');
    expect([server.draft, keeper.state().keeping]).toEqual([undefined, 'here']);
    const again = await opened(server);
    expect(again.state().offered?.draft.text).toBe('name: b');
    server.isDown = false;
    again.take();
    await type(again, 'name: bc');
    expect(server.draft?.text).toBe('name: bc');
  });

  it('is gone once it is saved, or is what it was made from again', async () => {
    const keeper = await opened(server);
    await type(keeper, 'name: b');
    keeper.forget();
    await keeper.idle();
    expect([server.draft, stored.size]).toEqual([undefined, 0]);
    await type(keeper, 'name: bc');
    await type(keeper, BASE);
    expect([server.draft, stored.size]).toEqual([undefined, 0]);
  });

  it('that was saved elsewhere is begun anew', async () => {
    const keeper = await opened(server);
    await type(keeper, 'name: b');
    server.draft = undefined;
    await type(keeper, 'name: bc');
    expect(server.draft).toMatchObject({ text: 'name: bc' });
  });

  it('is not offered where the text is the same', async () => {
    server.draft = { text: BASE, id: 'x', revision: null, version: null, at: '2026-01-01' };
    expect((await opened(server)).state().offered).toBeUndefined();
  });
});
