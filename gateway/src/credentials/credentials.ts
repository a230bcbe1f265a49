import { Inject, Injectable } from '@nestjs/common';
import { AppError } from '@throughline/kernel';
import { GATEWAY_CONFIG, type GatewayConfig } from '../gateway.config.js';
import type { Upstream } from '../routing/routes.js';
import type { Credential } from './bearer.js';
import { type Answer, ExchangeCache, type Exchanged } from './exchange-cache.js';
import { IdentityHttpClient } from './identity-http-client.js';

export interface Question {
  credential: Credential;
  /** Slug or id; null outside an organization. */
  org: string | null;
  audience: Upstream;
  /** Who asks, for a key's "last used". Not part of the question: the answer is the same for all. */
  client?: { ip: string | null; userAgent: string | null };
}

type Listener = () => void;

const CAPACITY = 10_000;
const MAX_TTL_MS = 10_000;
/** Without a queue no event can drop an answer, so none is kept for long. */
const TTL_WITHOUT_EVENTS_MS = 1_000;
const REFUSAL_TTL_MS = 1_000;
/** So often a question is asked again because rights changed while it was asked. */
const MOST_REPEATS = 3;

/** Exchanges credentials for internal tokens: one question at a time for each, the answers kept for a short while. */
@Injectable()
export class Credentials {
  private readonly cache = new ExchangeCache(CAPACITY);
  private readonly asking = new Map<string, Promise<Answer>>();
  private readonly watchers = new Map<string, Set<Listener>>();
  private hasEvents: boolean;
  /** Counts drops: an answer that was asked for before one may hold the rights that it took away. */
  private drops = 0;

  constructor(
    private readonly identity: IdentityHttpClient,
    @Inject(GATEWAY_CONFIG) config: GatewayConfig,
  ) {
    this.hasEvents = Boolean(config.REDIS_URL ?? config.QUEUE_DATABASE_URL);
  }

  /** The internal token for the credential where it is known; undefined where identity has to be asked, or refused. */
  known(question: Question): Exchanged | undefined {
    const answer = this.cache.get(keyOf(question));
    return answer && 'exchanged' in answer ? answer.exchanged : undefined;
  }

  /** The internal token for the credential. @throws AppError: identity's refusal, or `upstream_unavailable` */
  async exchange(question: Question): Promise<Exchanged> {
    const key = keyOf(question);
    const answer = this.cache.get(key) ?? (await this.askOnce(key, question));
    if ('refusal' in answer) throw answer.refusal;
    return answer.exchanged;
  }

  /** Forgets what is known about a person, service account or key whose rights changed, and tells those who watch it. */
  drop(name: string): number {
    this.drops += 1;
    this.asking.clear();
    for (const listener of [...(this.watchers.get(name) ?? [])]) listener();
    return this.cache.drop(name);
  }

  /** Forgets what is known about everybody in an organization whose standing changed: members and keys. */
  dropOrganization(orgId: string): number {
    this.drops += 1;
    this.asking.clear();
    return this.cache.dropOrganization(orgId);
  }

  /**
   * Whether news of changed rights arrive. While they do not, answers are kept for a second only; when they do again,
   * all is forgotten and everybody who watches is told, since anybody's rights may have changed meanwhile.
   */
  hearing(isHearing: boolean): void {
    this.hasEvents = isHearing;
    this.drops += 1;
    this.asking.clear();
    this.cache.clear();
    if (!isHearing) return;
    for (const listeners of [...this.watchers.values()]) for (const listener of [...listeners]) listener();
  }

  /** Calls `listener` when the rights of the answer's person, service account or key change, until the returned function is called. */
  watch({ subject, keyId }: Pick<Exchanged, 'subject' | 'keyId'>, listener: Listener): () => void {
    const ends = [...new Set(keyId === null ? [subject] : [subject, keyId])].map((name) => this.add(name, listener));
    return () => {
      for (const end of ends) end();
    };
  }

  private add(name: string, listener: Listener): () => void {
    const set = this.watchers.get(name) ?? new Set();
    this.watchers.set(name, set.add(listener));
    return () => {
      set.delete(listener);
      if (set.size === 0 && this.watchers.get(name) === set) this.watchers.delete(name);
    };
  }

  private askOnce(key: string, question: Question): Promise<Answer> {
    const running = this.asking.get(key);
    if (running) return running;
    const started = this.ask(key, question).finally(() => {
      if (this.asking.get(key) === started) this.asking.delete(key);
    });
    this.asking.set(key, started);
    return started;
  }

  /** An answer that was given before a change of rights may hold what was taken away: then it is asked for again. */
  private async ask(key: string, question: Question): Promise<Answer> {
    for (let repeats = 0; ; repeats++) {
      const dropsBefore = this.drops;
      const { answer, ttlMs } = await this.answerTo(question);
      if (this.drops === dropsBefore) this.cache.set(key, answer, ttlMs);
      else if (repeats < MOST_REPEATS) continue;
      return answer;
    }
  }

  private async answerTo({ credential, org, audience, client }: Question): Promise<{ answer: Answer; ttlMs: number }> {
    try {
      const { token, orgId, subject, keyId, cacheSeconds } = await this.identity.exchange({
        credential: credential.text,
        org,
        audience,
        client,
      });
      const ttlMs = Math.min(cacheSeconds * 1_000, this.hasEvents ? MAX_TTL_MS : TTL_WITHOUT_EVENTS_MS);
      return { answer: { exchanged: { token, orgId, subject, keyId } }, ttlMs };
    } catch (error) {
      if (!(error instanceof AppError) || error.category === 'unavailable') throw error;
      return { answer: { refusal: error }, ttlMs: REFUSAL_TTL_MS };
    }
  }
}

/** Credentials themselves are never kept. */
function keyOf({ credential, org, audience }: Question): string {
  return `${org ?? ''}/${audience}/${credential.name}`;
}
