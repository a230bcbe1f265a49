import { type KeptDraft, newerDraft, parseDraft } from './kept-draft.js';

/** A browser's own store; what it cannot keep it leaves. */
export type LocalStore = { read: () => string | null; write: (value: string | undefined) => void };

/** What the installation keeps for the person, of one file. */
export type DraftServer = {
  find: () => Promise<KeptDraft | undefined>;
  /** Undefined where another text is kept than the one with the id, which this follows. */
  keep: (draft: KeptDraft) => Promise<KeptDraft | undefined>;
  drop: () => Promise<void>;
};

/** Where the text as it is now is kept. */
export type Keeping = 'nowhere' | 'here' | 'everywhere';

export type DraftState = {
  /** A text to go on with, and whether it was kept elsewhere while this one was edited. */
  offered: { draft: KeptDraft; isElsewhere: boolean } | undefined;
  keeping: Keeping;
};

export type Edited = { text: string; base: string; revision: string | null; version: number | null };

const KEEP_AFTER_MS = 800;

/**
 * Keeps a text that is not saved: in the browser at once, and at the installation, from where another device goes on with
 * it. What was kept before is not overwritten there until somebody has said what is to become of it.
 */
export class DraftKeeper {
  private readonly listeners = new Set<() => void>();
  private current: DraftState = { offered: undefined, keeping: 'nowhere' };
  private edited: Edited | undefined;
  /** Of the text at the installation that this one follows. */
  private follows: string | null = null;
  private isOpened = false;
  private isTyped = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** One request after the other. */
  private last: Promise<void> = Promise.resolve();

  constructor(
    private readonly local: LocalStore,
    private readonly server: DraftServer,
    private readonly now: () => Date = () => new Date(),
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly state = (): DraftState => this.current;

  /** Looks for what was kept before. An installation that cannot be asked is asked with the next text. */
  async open(): Promise<void> {
    const here = parseDraft(this.local.read());
    if (here) this.offer(here, false);
    const there = await this.server.find().catch(() => undefined);
    this.follows = there?.id ?? null;
    const draft = newerDraft(here, there);
    if (draft && draft.text !== this.edited?.text) this.offer(draft, false);
    this.isOpened = true;
    if (this.isTyped) this.schedule();
  }

  /** The text as it is now; kept after a pause. One that is what it was made from is not kept any more. */
  edit(edited: Edited): void {
    const before = this.edited;
    this.edited = edited;
    const isSame = edited.text === before?.text && edited.base === before.base;
    if (!before || isSame) return; // nobody has typed yet
    this.isTyped = true;
    this.set({ keeping: 'nowhere' });
    this.schedule();
  }

  /** Keeps at once what waits for a pause: the page may be about to go. */
  readonly flush = (): void => {
    if (this.timer === undefined) return;
    this.cancel();
    this.keep();
  };

  /** Goes on with what is offered; gives its text. */
  take(): string | undefined {
    const draft = this.current.offered?.draft;
    if (draft) this.settle();
    return draft?.text;
  }

  /** The text as it is now in the place of what was kept elsewhere. */
  keepMine(): void {
    this.settle();
    this.schedule();
  }

  /** It is saved, or nobody wants it. */
  forget(): void {
    this.cancel();
    this.local.write(undefined);
    this.set({ offered: undefined, keeping: 'nowhere' });
    this.enqueue(async () => {
      await this.server.drop();
      this.follows = null;
    });
  }

  /** Resolves when everything that was asked of the installation is done. */
  async idle(): Promise<void> {
    for (let seen = undefined as Promise<void> | undefined; seen !== this.last;) {
      seen = this.last;
      await seen;
    }
  }

  private settle(): void {
    this.follows = this.current.offered?.draft.id ?? this.follows;
    this.set({ offered: undefined });
  }

  private schedule(): void {
    this.cancel();
    this.timer = setTimeout(this.flush, KEEP_AFTER_MS);
  }

  private cancel(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private keep(): void {
    const { edited } = this;
    if (!edited) return;
    if (edited.text === edited.base) return this.current.offered ? undefined : this.forget();
    const { text, revision, version } = edited;
    const draft = { text, revision, version, at: this.now().toISOString() };
    this.local.write(JSON.stringify({ ...draft, id: this.follows }));
    this.set({ keeping: 'here' });
    if (this.isOpened && !this.current.offered) this.enqueue(() => this.send(draft, edited));
  }

  private async send(draft: Omit<KeptDraft, 'id'>, edited: Edited): Promise<void> {
    if (edited !== this.edited || this.current.offered) return; // a newer one follows, or nobody knows yet
    const kept = await this.server.keep({ ...draft, id: this.follows });
    if (!kept) return this.lookElsewhere();
    this.follows = kept.id;
    if (edited !== this.edited) return;
    this.local.write(JSON.stringify({ ...draft, id: kept.id }));
    this.set({ keeping: 'everywhere' });
  }

  private async lookElsewhere(): Promise<void> {
    const there = await this.server.find();
    this.follows = there?.id ?? null;
    if (there && there.text !== this.edited?.text) this.offer(there, true);
    else this.schedule();
  }

  /** One that fails leaves the text in the browser; the next change tries again. */
  private enqueue(work: () => Promise<void>): void {
    this.last = this.last.then(work).catch(() => undefined);
  }

  private offer(draft: KeptDraft, isElsewhere: boolean): void {
    this.set({ offered: { draft, isElsewhere } });
  }

  private set(change: Partial<DraftState>): void {
    const next = { ...this.current, ...change };
    if (next.offered === this.current.offered && next.keeping === this.current.keeping) return;
    this.current = next;
    for (const listener of this.listeners) listener();
  }
}
