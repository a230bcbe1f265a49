import type { AppError } from '@throughline/kernel';

export interface Exchanged {
  token: string;
  orgId: string | null;
  /** User id or key id. */
  subject: string;
}

/** What identity said about a credential: a token, or a refusal. */
export type Answer = { exchanged: Exchanged } | { refusal: AppError };

interface Entry {
  answer: Answer;
  expiresAtMs: number;
}

/** Answers of identity for a short time, least recently used out first, and found by subject when it loses rights. */
export class ExchangeCache {
  private readonly entries = new Map<string, Entry>();
  private readonly keysOf = new Map<string, Set<string>>();

  constructor(
    private readonly capacity: number,
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  get size(): number {
    return this.entries.size;
  }

  get(key: string): Answer | undefined {
    const entry = this.entries.get(key);
    if (!entry) return undefined;
    this.remove(key, entry);
    if (entry.expiresAtMs <= this.nowMs()) return undefined;
    this.insert(key, entry); // now the youngest
    return entry.answer;
  }

  set(key: string, answer: Answer, ttlMs: number): void {
    const old = this.entries.get(key);
    if (old) this.remove(key, old);
    this.insert(key, { answer, expiresAtMs: this.nowMs() + ttlMs });
    for (const [oldestKey, oldest] of this.entries) {
      if (this.entries.size <= this.capacity) break;
      this.remove(oldestKey, oldest);
    }
  }

  /** Forgets everything about a user or key. Returns how many answers that were. */
  drop(subject: string): number {
    const keys = [...(this.keysOf.get(subject) ?? [])];
    for (const key of keys) {
      const entry = this.entries.get(key);
      if (entry) this.remove(key, entry);
    }
    return keys.length;
  }

  /** Forgets everything that is good in an organization. Returns how many answers that were. */
  dropOrganization(orgId: string): number {
    const known = [...this.entries].filter(
      ([, { answer }]) => 'exchanged' in answer && answer.exchanged.orgId === orgId,
    );
    for (const [key, entry] of known) this.remove(key, entry);
    return known.length;
  }

  private insert(key: string, entry: Entry): void {
    this.entries.set(key, entry);
    const subject = subjectOf(entry.answer);
    if (subject === undefined) return;
    const keys = this.keysOf.get(subject) ?? new Set();
    this.keysOf.set(subject, keys.add(key));
  }

  private remove(key: string, entry: Entry): void {
    this.entries.delete(key);
    const subject = subjectOf(entry.answer);
    const keys = subject === undefined ? undefined : this.keysOf.get(subject);
    keys?.delete(key);
    if (subject !== undefined && keys?.size === 0) this.keysOf.delete(subject);
  }
}

function subjectOf(answer: Answer): string | undefined {
  return 'exchanged' in answer ? answer.exchanged.subject : undefined;
}
