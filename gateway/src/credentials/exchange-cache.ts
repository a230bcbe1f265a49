import type { AppError } from '@throughline/kernel';

export interface Exchanged {
  token: string;
  orgId: string | null;
  /** Of the person, the service account, or the ingest key. */
  subject: string;
  /** The API key that was shown, if one was. */
  keyId: string | null;
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
    if (entry.expiresAtMs <= this.nowMs()) {
      this.remove(key, entry);
      return undefined;
    }
    this.entries.delete(key);
    this.entries.set(key, entry); // now the youngest
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

  /** Forgets everything about a person, service account or key. Returns how many answers that were. */
  drop(name: string): number {
    const keys = [...(this.keysOf.get(name) ?? [])];
    for (const key of keys) {
      const entry = this.entries.get(key);
      if (entry) this.remove(key, entry);
    }
    return keys.length;
  }

  clear(): void {
    this.entries.clear();
    this.keysOf.clear();
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
    for (const name of namesOf(entry.answer)) {
      const keys = this.keysOf.get(name) ?? new Set();
      this.keysOf.set(name, keys.add(key));
    }
  }

  private remove(key: string, entry: Entry): void {
    this.entries.delete(key);
    for (const name of namesOf(entry.answer)) {
      const keys = this.keysOf.get(name);
      keys?.delete(key);
      if (keys?.size === 0) this.keysOf.delete(name);
    }
  }
}

/** By what an answer is found when it has to be forgotten. */
function namesOf(answer: Answer): Set<string> {
  if (!('exchanged' in answer)) return new Set();
  const { subject, keyId } = answer.exchanged;
  return new Set(keyId === null ? [subject] : [subject, keyId]);
}
